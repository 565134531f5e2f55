"""Who is offered which move in which state of a grid case: the table of rules §5.4, written out by hand.

Situation → move → people. What is not written is offered to nobody. A situation begins with its state's
name. Every case of the table is called to (吹哨) and supervised (督办), so that those rows are seen too.
"""

Offers = dict[str, dict[str, str]]

CALL = {"answer_call": "called called_head", "record_arrival": "leader", "rate_arrival": "leader"}
SUPERVISED = {"lift_supervision": "street county city"}
SYSTEM = {"join_group": "system", "close_with_parent": "system"}
OPEN = CALL | SUPERVISED | SYSTEM
WAITING = CALL | SUPERVISED | {"group": "system", "close_with_parent": "system"}  # may be put in a 类问题

# The platform that holds the case, and those above it.
AT_COMMUNITY = {
    "take_over": "street county city",
    "supervise": "street county city system",
    "supplement": "petitioner worker leader",
    "add_note": "leader street county city",
}
AT_STREET = {
    "take_over": "county city",
    "supervise": "street county city system",
    "supplement": "petitioner leader street",
    "add_note": "leader street county city",
}
# A department works on what the street dispatched.
AT_UNIT = {
    "urge": "street county city",
    "supervise": "street county city system",
    "answer_supervision": "handler head",
    "supplement": "petitioner leader street handler",
    "add_note": "leader street county city handler head co_handler co_head",
}
CHECKED = AT_UNIT | {"add_note": f"{AT_UNIT['add_note']} checker"}
del CHECKED["urge"]
CO = {"co_answer": "co_handler co_head"}
ANSWER = {"feedback": "handler head"}
HANDLING = OPEN | AT_UNIT | CO | {"assign_handler": "head", "whistle": "leader"}
ALONE = {name: who for name, who in HANDLING.items() if name != "co_answer"}
ENDED = {"rate_arrival": "leader", "lift_supervision": "street county city"}

OFFERS: Offers = {
    # what a worker reports lies with the own community
    "reported by the worker": WAITING | AT_COMMUNITY | {
        "self_handle": "worker leader",
        "escalate": "leader",
        "correct": "leader",
        "whistle": "leader",
    },
    "self_handled by the worker": OPEN | AT_COMMUNITY | {
        "confirm_self": "leader system",
        "reject_self": "leader",
        "take_over": "",
    },
    "self_handled by the leader": OPEN | AT_COMMUNITY | {
        "confirm_self": "system",  # whoever did it does not confirm it
        "take_over": "",
        "supplement": "petitioner leader",
    },
    "closed, self-handled": ENDED | {
        "rate": "petitioner",
        "add_note": "leader street county city",
    },
    # what a citizen reports lies with the street
    "reported by a citizen": WAITING | AT_STREET | {
        "ask_verify": "street",
        "void": "street",
        "escalate": "street",
        "correct": "leader street",
        "to_petition": "street",
        "whistle": "leader",
    },
    "reported by a citizen, urgent": WAITING | AT_STREET | {
        "ask_verify": "street",
        "file_case": "street",  # only what minutes count for is filed unverified
        "void": "street",
        "escalate": "street",
        "correct": "leader street",
        "to_petition": "street",
        "whistle": "leader",
    },
    "verifying": OPEN | AT_STREET | {
        "ask_verify": "street",
        "verify": "neighbour",  # who is named, though the grid is not the own one
        "void": "street",
        "correct": "leader street",
        "to_petition": "street",
    },
    "verifying, found untrue": OPEN | AT_STREET | {
        "ask_verify": "street",
        "void": "street",
        "correct": "leader street",
        "to_petition": "street",
    },
    "verifying, found true": OPEN | AT_STREET | {
        "ask_verify": "street",
        "file_case": "street",
        "void": "street",
        "correct": "leader street",
        "to_petition": "street",
    },
    "escalated by the community": WAITING | AT_STREET | {
        "ask_verify": "street",
        "file_case": "street",  # officials saw it themselves
        "void": "street",
        "escalate": "street",
        "send_down": "street",
        "correct": "leader street",
        "to_petition": "street",
        "whistle": "leader",
        "supplement": "petitioner worker leader street",
    },
    "escalated to the county": WAITING | {
        "ask_verify": "county",
        "void": "county",
        "escalate": "county",
        "send_down": "county",
        "take_over": "city",
        "correct": "leader county",
        "to_petition": "county",
        "whistle": "leader",
        "supervise": "county city system",
        "lift_supervision": "county city",
        "supplement": "petitioner leader county",
        "add_note": "leader county city",
    },
    "escalated to the city": WAITING | {
        "ask_verify": "city",
        "void": "city",
        "send_down": "city",  # nobody is above: neither escalate nor take_over
        "correct": "leader city",
        "to_petition": "city",
        "whistle": "leader",
        "supervise": "city system",
        "lift_supervision": "city",
        "supplement": "petitioner leader city",
        "add_note": "leader city",
    },
    "void": ENDED | {"add_note": "leader street county city"},
    "grouped": OPEN | AT_STREET | {"join_group": "", "take_over": "", "ungroup": "system"},
    # from the dispatch to the feedback
    "filed": WAITING | AT_STREET | {
        "dispatch": "street",
        "escalate_filed": "street",
        "send_down": "street",
        "to_petition": "street",
        "whistle": "leader",
    },
    "dispatched": HANDLING | {"sign_in": "handler head", "return_case": "handler head"},
    "dispatched for the third time": HANDLING | {"sign_in": "handler head"},  # ≤2 returns, then final
    "returned": OPEN | AT_STREET | {"dispatch": "street", "whistle": "leader"},
    "handling": HANDLING | {"request_extension": "handler", "request_suspension": "handler"},
    "handling, 延期 asked": HANDLING | {
        "endorse_extension": "head", "decline_extension": "head street",
    },
    "handling, 延期 endorsed": HANDLING | {
        "approve_extension": "street", "decline_extension": "head street",
    },
    "handling, extended": HANDLING | {"request_suspension": "handler"},  # once
    "handling, 挂账 asked": HANDLING | {
        "endorse_suspension": "head", "decline_suspension": "head street",
    },
    "handling, 挂账 endorsed": HANDLING | {
        "approve_suspension": "street", "decline_suspension": "head street",
    },
    "suspended": OPEN | AT_UNIT | {
        "check_suspended": "handler street",
        "resume": "handler head street system",
        "whistle": "leader",
    },
    "handling, resumed and the co-department has answered": ALONE | ANSWER | {"request_suspension": "handler"},
    # from the feedback to the evaluation
    "feedback": OPEN | CHECKED | {
        "add_note": AT_UNIT["add_note"],  # no checker is named yet
        "assign_check": "street system",
        "take_over": "county city",
    },
    "checking": OPEN | CHECKED | {
        "close": "checker street",
        "rework": "checker street",
        "reassign_check": "street",
    },
    "rework": ALONE | ANSWER | CHECKED | {"urge": AT_UNIT["urge"], "restart": "handler head"},
    "closed": ENDED | {"rate": "petitioner", "add_note": "leader street county city checker"},
    "closed, the time to rate is over": ENDED | {
        "lapse": "system", "add_note": "leader street county city checker",
    },
    "evaluated": ENDED | {"add_note": "leader street county city checker"},
    "dispatched, neither called nor supervised": {
        "sign_in": "handler head",
        "return_case": "handler head",
        "assign_handler": "head",
        "whistle": "leader",
        "join_group": "system",
        "close_with_parent": "system",
        "urge": "street county city",
        "supervise": "street county city system",
        "supplement": "petitioner leader street handler",
        "add_note": "leader street county city handler head",
    },
}  # fmt: skip

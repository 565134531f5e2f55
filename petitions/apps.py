from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "petitions"
    verbose_name = "信访与人民建议"

    def ready(self) -> None:
        from jiaozuo_social.cases import dictionary, kinds, linking, rulebook
        from jiaozuo_social.demo import registry
        from jiaozuo_social.ledger import casecolumns, targets
        from jiaozuo_social.reports import sections
        from jiaozuo_social.web.navigation import NavItem
        from jiaozuo_social.web.navigation import register as to_menu

        from . import demo, exports, grid_link, imports, menu, registration, report, report_suggestions, seed
        from .kinds import PETITION, SUGGESTION
        from .rules import PETITION_RULES, SUGGESTION_RULES

        dictionary.register(seed.PETITION)
        kinds.register(PETITION)
        kinds.register(SUGGESTION)
        rulebook.register(PETITION_RULES)
        rulebook.register(SUGGESTION_RULES)
        linking.register(PETITION.code, grid_link.petition_from_grid)
        registry.register("petitions", demo.load)
        targets.register(imports.LEDGER)
        sections.register(report.SECTION)
        sections.register(report_suggestions.SECTION)
        casecolumns.add("petitions", *exports.COLUMNS)
        to_menu(NavItem("登记窗口", "petitions:desk", allowed=registration.has_desk, order=20, group="办理"))
        for item in menu.SOLICITOR_ITEMS:
            to_menu(item)

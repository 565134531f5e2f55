"""A few own line icons on a 24 × 24 grid; all hidden from screen readers, a word stands beside each."""

ICONS: dict[str, str] = {
    "bell": '<path d="M6 16V11a6 6 0 0 1 12 0v5l2 2H4z"/><path d="M10 21h4"/>',
    "search": '<circle cx="11" cy="11" r="7"/><path d="m16 16 5 5"/>',
    "letter": '<path d="M3 5h18v14H3z"/><path d="m3 6 9 7 9-7"/>',
    "bulb": '<path d="M9 17a6.5 6.5 0 1 1 6 0v1H9z"/><path d="M10 21.5h4"/>',
    "list": '<path d="M9 6h12M9 12h12M9 18h12M4 6h.1M4 12h.1M4 18h.1"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 3"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21a8 8 0 0 1 16 0"/>',
    "building": '<path d="M5 21V4h14v17M3 21h18M9 8h2M13 8h2M9 12h2M13 12h2M10 21v-4h4v4"/>',
    "place": '<path d="M12 21s7-6 7-12a7 7 0 0 0-14 0c0 6 7 12 7 12z"/><circle cx="12" cy="9" r="2.5"/>',
    "camera": '<path d="M3 7h4l2-3h6l2 3h4v13H3z"/><circle cx="12" cy="13" r="4"/>',
    "clip": '<path d="m8 12 6-6a3 3 0 0 1 5 4l-9 9a5 5 0 0 1-7-7l8-8"/>',
    "printer": '<path d="M7 9V3h10v6M7 17H3V9h18v8h-4M7 14h10v7H7z"/>',
    "download": '<path d="M12 3v12M7 10l5 5 5-5M4 20h16"/>',
    "eye": '<path d="M2 12s4-6 10-6 10 6 10 6-4 6-10 6-10-6-10-6z"/><circle cx="12" cy="12" r="2.5"/>',
    "lock": '<path d="M5 11h14v10H5z"/><path d="M8 11V7a4 4 0 0 1 8 0v4"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "back": '<path d="m14 5-7 7 7 7"/>',
    "forward": '<path d="m10 5 7 7-7 7"/>',
    # Shapes of the tones: each differs without its colour.
    "neutral": '<circle cx="12" cy="12" r="8"/>',
    "info": '<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/>',
    "warning": '<path d="M12 3 2 20h20z"/><path d="M12 10v4M12 17v.1"/>',
    "danger": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z" fill="currentColor"/>',
    "success": '<path d="m4 13 5 5L20 6"/>',
}

"""The kinds of findings, in order.

Families: FM sources as files, YAML and front matter; MD Markdown; NR numbering and
ledger; AG agenda; RF references; ST structure of a case; AT attachments and pictures; LA layout; WS workspace and command
line; OU output (declared by the writers themselves); CV conversion of Office files (in
`convert/codes.py`). A retired code is never used again: AT008.

Messages and hints stand in the catalogues `mottepakke/messages/*.toml` under the same codes.
"""

from __future__ import annotations

from mottepakke.diagnostics import Code, Severity

ERROR, WARNING, HINT = Severity.ERROR, Severity.WARNING, Severity.HINT

UNREADABLE_FILE = Code("FM001", "unreadable-file", ERROR)
INVALID_UTF8 = Code("FM002", "invalid-utf8", ERROR)
FILE_TOO_LARGE = Code("FM003", "file-too-large", ERROR)
CONTROL_CHARACTER = Code("FM004", "control-character", ERROR)
INVALID_YAML = Code("FM005", "invalid-yaml", ERROR)
YAML_TOO_COMPLEX = Code("FM006", "yaml-too-complex", ERROR)
YAML_TAG = Code("FM007", "yaml-tag", ERROR)
DUPLICATE_KEY = Code("FM008", "duplicate-key", ERROR)
UNKNOWN_KEY = Code("FM009", "unknown-key", ERROR)
MISSING_KEY = Code("FM010", "missing-key", ERROR)
WRONG_TYPE = Code("FM011", "wrong-type", ERROR)
INVALID_DATE = Code("FM012", "invalid-date", ERROR)
INVALID_TIME = Code("FM013", "invalid-time", ERROR)
INVALID_NUMBER = Code("FM014", "invalid-number", ERROR)
INVALID_CHOICE = Code("FM015", "invalid-choice", ERROR)
INVALID_SLUG = Code("FM016", "invalid-slug", ERROR)
UNCLOSED_FRONT_MATTER = Code("FM017", "unclosed-front-matter", ERROR)
MISSING_FRONT_MATTER = Code("FM018", "missing-front-matter", ERROR)
EMPTY_VALUE = Code("FM019", "empty-value", ERROR)
AMBIGUOUS_ROW = Code("FM020", "ambiguous-row", ERROR)
INVALID_PATTERN = Code("FM021", "invalid-pattern", ERROR)
INVALID_EXEMPTION = Code("FM022", "invalid-exemption", ERROR)
MISPLACED_EXEMPTION = Code("FM023", "misplaced-exemption", ERROR)
INVALID_FILE_NAME = Code("FM024", "invalid-file-name", ERROR)

NESTED_TOO_DEEP = Code("MD001", "nested-too-deep", ERROR)
TABLE_ROW_TOO_LONG = Code("MD002", "table-row-too-long", ERROR)
TABLE_TOO_LARGE = Code("MD003", "table-too-large", ERROR)
DANGLING_FOOTNOTE = Code("MD004", "dangling-footnote", ERROR)
HEADING_JUMP = Code("MD005", "heading-jump", WARNING)
FORBIDDEN_LINK = Code("MD006", "forbidden-link", ERROR)
INLINE_PICTURE = Code("MD007", "inline-picture", WARNING)
UNKNOWN_ATTRIBUTE = Code("MD008", "unknown-attribute", ERROR)
PICTURE_WITHOUT_ALT = Code("MD009", "picture-without-alt", ERROR)
DANGLING_ANCHOR = Code("MD010", "dangling-anchor", ERROR)
UNUSED_FOOTNOTE = Code("MD011", "unused-footnote", WARNING)
LEVEL_ONE_HEADING = Code("MD012", "level-one-heading", WARNING)
TEXT_TOO_COMPLEX = Code("MD013", "text-too-complex", ERROR)
DOUBLE_FOOTNOTE = Code("MD014", "double-footnote", ERROR)
NESTED_FOOTNOTE = Code("MD015", "nested-footnote", ERROR)
DOUBLE_ANCHOR = Code("MD016", "double-anchor", ERROR)

NUMBER_FORMAT = Code("NR001", "number-format", ERROR)
NUMBER_TAKEN = Code("NR002", "number-taken", ERROR)
NUMBER_YEAR = Code("NR003", "number-year", ERROR)
DUPLICATE_LEDGER_NUMBER = Code("NR004", "duplicate-ledger-number", ERROR)
UNKNOWN_LEDGER_NUMBER = Code("NR005", "unknown-ledger-number", WARNING)
MEETING_NUMBER_MISMATCH = Code("NR006", "meeting-number-mismatch", ERROR)
MEETING_YEAR_MISMATCH = Code("NR007", "meeting-year-mismatch", ERROR)

AGENDA_OVERRUN = Code("AG001", "agenda-overrun", WARNING)
AGENDA_OVERLAP = Code("AG002", "agenda-overlap", ERROR)
AGENDA_PAST_MIDNIGHT = Code("AG003", "agenda-past-midnight", ERROR)
MISSING_DURATION = Code("AG004", "missing-duration", WARNING)
END_BEFORE_START = Code("AG005", "end-before-start", ERROR)
EMPTY_AGENDA = Code("AG006", "empty-agenda", ERROR)
DUPLICATE_CASE = Code("AG007", "duplicate-case", ERROR)
FIXED_TIME_GAP = Code("AG008", "fixed-time-gap", WARNING)

UNKNOWN_CASE = Code("RF001", "unknown-case", ERROR)
UNKNOWN_ATTACHMENT = Code("RF002", "unknown-attachment", ERROR)
UNKNOWN_EARLIER = Code("RF003", "unknown-earlier-treatment", ERROR)
REFERENCE_CYCLE = Code("RF004", "reference-cycle", ERROR)
UNKNOWN_REFERENCE_KIND = Code("RF005", "unknown-reference-kind", ERROR)
AMBIGUOUS_ATTACHMENT = Code("RF006", "ambiguous-attachment", ERROR)
UNKNOWN_CARRIED_FROM = Code("RF007", "unknown-carried-from", ERROR)

MISSING_NOTE = Code("ST001", "missing-note", ERROR)
DOUBLE_PROPOSAL = Code("ST002", "double-proposal", ERROR)
MISSING_PROPOSAL = Code("ST003", "missing-proposal", WARNING)
MISSING_TYPE = Code("ST004", "missing-type", WARNING)
MISSING_OWNER = Code("ST005", "missing-owner", WARNING)
UNKNOWN_TYPE = Code("ST006", "unknown-type", WARNING)
DOUBLE_SECTION = Code("ST007", "double-section", WARNING)
EMPTY_SECTION = Code("ST008", "empty-section", WARNING)
MINUTES_UNKNOWN_CASE = Code("ST009", "minutes-unknown-case", ERROR)
MISSING_PRESENTER = Code("ST010", "missing-presenter", WARNING)
TEXT_OUTSIDE_CASE = Code("ST011", "text-outside-case", ERROR)

MISSING_FILE = Code("AT001", "missing-file", ERROR)
OUTSIDE_WORKSPACE = Code("AT002", "outside-workspace", ERROR)
UNSUPPORTED_ATTACHMENT = Code("AT003", "unsupported-attachment", ERROR)
EMPTY_FILE = Code("AT004", "empty-file", ERROR)
BROKEN_PICTURE = Code("AT005", "broken-picture", ERROR)
PICTURE_TOO_LARGE = Code("AT006", "picture-too-large", ERROR)
SLIDES_NOT_MERGED = Code("AT011", "returned-slides-not-merged", WARNING)
MISSING_MINUTES = Code("AT009", "missing-minutes", ERROR)
PICTURE_REFERS_OUTSIDE = Code("AT010", "picture-refers-outside", ERROR)

MISSING_LAYOUT = Code("LA001", "missing-layout", ERROR)
TEMPLATE_ERROR = Code("LA003", "template-error", ERROR)
UNKNOWN_ELEMENT = Code("LA004", "unknown-element", ERROR)
MISSING_STYLE = Code("LA005", "missing-style", ERROR)
INVALID_STYLE_FILE = Code("LA007", "invalid-style-file", ERROR)

NO_WORKSPACE = Code("WS001", "no-workspace", ERROR)
UNKNOWN_MEETING = Code("WS002", "unknown-meeting", ERROR)
CANNOT_WRITE = Code("WS003", "cannot-write", ERROR)
ALREADY_EXISTS = Code("WS004", "already-exists", ERROR)
UNKNOWN_COMMITTEE = Code("WS005", "unknown-committee", ERROR)
NO_MEETINGS = Code("WS006", "no-meetings", ERROR)
INVALID_ARGUMENT = Code("WS007", "invalid-argument", ERROR)
USAGE = Code("WS008", "usage-error", ERROR)
INTERNAL_ERROR = Code("WS070", "internal-error", ERROR)

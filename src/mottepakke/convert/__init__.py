"""Office files to PDF, through LibreOffice: for attachments that come as Word, Excel, PowerPoint or OpenDocument files.

`find_soffice` finds the program, `convert` does it, and each file is `Converted` or `Failed` with a reason.
"""

from mottepakke.convert.converter import convert
from mottepakke.convert.files import Converted, Failed, OfficeFile
from mottepakke.convert.office.program import find_soffice
from mottepakke.convert.office.running import Limits

__all__ = ["Converted", "Failed", "Limits", "OfficeFile", "convert", "find_soffice"]

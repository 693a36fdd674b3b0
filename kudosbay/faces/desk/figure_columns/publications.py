"""What the rows behind figures of publications show."""

from kudosbay.faces.desk.table import Columns

COLUMNS: dict[str, Columns] = {}  # by the key of a figure

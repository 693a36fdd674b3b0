"""What the rows behind figures of gatherings show."""

from kudosbay.faces.desk.table import Columns

COLUMNS: dict[str, Columns] = {}  # by the key of a figure

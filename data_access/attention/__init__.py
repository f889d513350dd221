"""What needs attention: rules over the figures of one region, each finding with the facts that it rests on.

`rules` reads the thresholds, `statements` asks the warehouse, `engine` applies the rules and orders what they find.
The words stand in `components.attention`.
"""

from data_access.attention.engine import find_attention, order_findings
from data_access.attention.models import Figures, Finding
from data_access.attention.rules import Rules, load_rules

__all__ = ["Figures", "Finding", "Rules", "find_attention", "load_rules", "order_findings"]

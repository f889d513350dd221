"""What needs attention, in words and as a list: `reason` is the sentence, `evidence` the figures it rests on."""

from components.attention.view import show_attention
from components.attention.words import evidence, order_in_words, reason, rule_in_words, rule_name, state_of

__all__ = ["evidence", "order_in_words", "reason", "rule_in_words", "rule_name", "show_attention", "state_of"]

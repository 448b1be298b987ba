"""Policy questions: entries, retrieval, answers.

`load_consult(catalogue).ask(question)` gives an `Answer` with its article and verbatim quote, asks back with at most
three choices, or says that the text is silent or that the matter lies elsewhere.
"""

from dialogs.consult.answer import Answer, Choice, Source
from dialogs.consult.engine import Consult, load_consult
from dialogs.consult.faq import faq_for, faq_general

__all__ = ["Answer", "Choice", "Consult", "Source", "faq_for", "faq_general", "load_consult"]

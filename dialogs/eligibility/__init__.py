"""Eligibility, routing and support: three-valued, quoted, explained.

rules   = load_rules(edition)                            # refused with reasons when it cannot be trusted
facts   = gather(raw, known=known_facts([rules])).facts  # JSON object, form answers included; else BadFacts
result  = check(rules, facts, as_of=day)                   # verdict, window, what decides, what is missing
key     = next_question(rules, facts, cannot_say=…)        # the cheapest question that can still settle it
heard   = taken(rules, key, value)                         # a parsed reply as facts (a list said in full says so)
lines   = explain(result)                                  # paragraphs in Chinese, each with its article and quote
"""

from dialogs.eligibility.asking import next_question
from dialogs.eligibility.check import Change, Check, Condition, among, check, district_in, standing, way
from dialogs.eligibility.explain import Paragraph, cross_links, explain
from dialogs.eligibility.facts import BadFacts, Gathered, gather, known_facts, validate_facts
from dialogs.eligibility.form_facts import facts_of
from dialogs.eligibility.model import Routes
from dialogs.eligibility.routing import Route
from dialogs.eligibility.rules import BadRules, Rules, load_rules, questions
from dialogs.eligibility.spoken import taken

__all__ = [
    "BadFacts",
    "BadRules",
    "Change",
    "Check",
    "Condition",
    "Gathered",
    "Paragraph",
    "Route",
    "Routes",
    "Rules",
    "among",
    "check",
    "cross_links",
    "district_in",
    "explain",
    "facts_of",
    "gather",
    "known_facts",
    "load_rules",
    "next_question",
    "questions",
    "standing",
    "taken",
    "validate_facts",
    "way",
]

"""The official Word blanks, and the code that fills them, checks them and reads them back.

The official forms (附件1 申报表, 附件2 一览表), for whoever makes papers:

``templates.blank``
    ``blank_for(edition_folder, policy, edition, kind="application") -> Blank``: the blank of an edition, from
    ``edition_folder/blanks/`` when it is there, else from ``templates/blanks/<policy>/<edition>/``; parsed once and
    cached; `kind` is ``application`` or ``roster``; raises `NoBlank` (no file) or `BadBlank` (unusable,
    ``.problems``). ``check_blank(path, labels) -> list[Problem]``: labels missing, unknown or doubled in a blank.
    ``lint_blanks(edition_folder, policy, edition) -> list[Problem]``: both blanks of an edition, for
    `policies lint`. Neither raises; `Problem` has ``file``, ``code`` and ``message``.
``templates.application``
    ``fill_application(blank, answers, *, photo=None, draft=True, edition_line="", appendix=None) -> Filled``:
    `answers` is the ``answers`` object of ANSWERS.json, `photo` the bytes of a JPEG or PNG, `edition_line` the
    words of the header line (the mark 草稿 is set before it while `draft`). ``Filled.data`` is the .docx,
    ``Filled.findings`` what deserves a look. 主要事迹 goes to an 附页 when `appendix` (default:
    ``answers["deeds_appendix"]``) is true. Never raises on any answers.
``templates.roster``
    ``fill_roster(blank, people, *, body="", contact="", phone="", mobile="", edition_line="", draft=False)
    -> (bytes, rows, findings)``: `people` are ``answers`` objects in rank order, `rows` ten texts a person.
``templates.reading``
    ``read_application(data) -> (answers, findings)`` and ``read_form(data) -> ReadBack`` (``answers``,
    ``findings``, ``photo`` bytes or None, ``edition``): a filled 申报表 back into answers; a file that cannot be
    taken gives no answers and one finding of severity ``error`` (``not_docx old_doc too_large zip_bomb macros
    damaged other_form``); never raises.
``templates.findings``
    ``Finding(field, code, message, severity)`` and its ``to_json()``: the one shape of findings in `--json`.
``python -m templates.make_blank``
    builds the blanks again from the pinned notice, byte for byte the same each time.

How a form is filled: `places` finds the labels in a blank, `rooms` how much room each answer's cell has, `cuts`
serialises the document once with a gap for every answer; filling joins texts, and `package` writes the .docx with
everything that did not change copied as it lay.

Nothing heavy is imported here: python-docx, lxml and Pillow come with the modules that need them.
"""

"""归口单位 beside what the form says of the unit (通知·四): a body it does not lead to is remarked, never refused."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("nature", "body", "remarked"),
    [
        ("国有企业（市属）", "北京试验集团有限公司", False),
        ("国有企业（市属）", "石景山区人力资源和社会保障局", True),
        ("国有企业（中央）", "石景山区人力资源和社会保障局", False),
        ("国有企业（中央）", "密云区人力资源和社会保障局", True),
        ("国有企业（中央）", "市工商联", True),
        ("非公经济企业（民营）", "市工商联", False),
        ("非公经济企业（民营）", "石景山区人力资源和社会保障局", False),
        ("非公经济企业（民营）", "朝阳区人力资源和社会保障局", True),
        ("非公经济企业（个体）", "市私营个体经济协会", False),
        ("其他", "朝阳区人力资源和社会保障局", False),
    ],
)
def test_a_body_the_unit_does_not_lead_to_is_remarked_with_those_it_does(check, answers, nature, body, remarked):
    answers |= {"unit_nature": nature, "recommending_body": body}
    found = [f for f in check(answers) if f.code == "body_elsewhere"]
    assert bool(found) is remarked
    if remarked:
        assert (found[0].severity, found[0].field, found[0].article) == ("warning", "recommending_body", "通知·四")
        assert body in found[0].message


def test_any_district_will_do_while_nobody_has_said_which(check, answers):
    answers |= {"unit_nature": "国有企业（中央）", "recommending_body": "密云区人力资源和社会保障局"}
    assert [f.code for f in check(answers)] == ["body_elsewhere"]
    answers["unit_address"] = "某某路8号"
    assert "body_elsewhere" not in {f.code for f in check(answers)}

"""Article 4: the general conditions of the manager, the experts and the clerks."""

from parvaneh.law.citation import cites
from parvaneh.law.conditions import Condition, Test
from parvaneh.law.ruling import msg

CITES = {
    "CONDITIONS": cites(
        "D1392 4(1)",
        "D1392 4(2)",
        "D1392 4(3)",
        "D1392 4(4)",
        "D1392 4(5)",
        "D1392 4(6)",
        "D1392 4(7)",
    )
}

CONDITIONS = (
    Condition(
        "nationality",
        "iranian",
        Test.HOLDS,
        cites("D1392 4(1)"),
        msg("Must be a national of the Islamic Republic of Iran."),
    ),
    Condition(
        "constitution",
        "constitution",
        Test.HOLDS,
        cites("D1392 4(2)"),
        msg("Must be committed in practice to the Constitution and to velayat-e faqih."),
    ),
    Condition(
        "islam",
        "islam",
        Test.HOLDS,
        cites("D1392 4(3)"),
        msg("Must adhere to Islam and be committed in practice to its rulings and ethics."),
    ),
    Condition(
        "addiction",
        "free_of_addiction",
        Test.HOLDS,
        cites("D1392 4(4)"),
        msg("Must not be addicted to narcotic drugs."),
    ),
    Condition(
        "criminal_record",
        "free_of_criminal_record",
        Test.HOLDS,
        cites("D1392 4(5)"),
        msg("Must have no criminal record."),
    ),
    Condition(
        "military_service",
        "military_service",
        Test.ONE_OF,
        cites("D1392 4(6)"),
        msg("A man must have done his military service or be permanently exempt; found: {found}."),
        bound="D1392.4.military_service",
        only_if=("man", True),
    ),
    Condition(
        "ability",
        "able",
        Test.HOLDS,
        cites("D1392 4(7)"),
        msg("Must have the physical and mental ability that the work needs."),
    ),
)

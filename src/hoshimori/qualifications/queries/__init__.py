"""What can be asked about experts."""

from hoshimori.qualifications.queries.experts import (
    ExpertLine,
    ExpertName,
    ExpertPage,
    InHouse,
    Own,
    RecordedQualification,
    RecordedTraining,
    expert_for,
    expert_named,
    experts_for,
    in_house_experts,
    own,
)
from hoshimori.qualifications.queries.listed import Asked, Listed, ListedExpert, listed
from hoshimori.qualifications.queries.standing import grounds, recordable, standing_of

__all__ = [
    "Asked",
    "ExpertLine",
    "ExpertName",
    "ExpertPage",
    "InHouse",
    "Listed",
    "ListedExpert",
    "Own",
    "RecordedQualification",
    "RecordedTraining",
    "expert_for",
    "expert_named",
    "experts_for",
    "grounds",
    "in_house_experts",
    "listed",
    "own",
    "recordable",
    "standing_of",
]

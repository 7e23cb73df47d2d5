"""The pages of shares and of reviews share one blueprint, and give the portfolio's pages what they show of both."""

from flask import Blueprint

from training.portfolio.models import EvidenceItem
from training.portfolio.sending import Parcel
from training.sharing import policy, queries, review_services, wording
from training.sharing.models import DraftShare
from training.sharing.review_services import Standing

blueprint = Blueprint("sharing", __name__)


@blueprint.app_template_global()
def can_be_shared(item: EvidenceItem) -> bool:
    """Whether the page of a piece leads its author to sharing it."""
    return bool(policy.can_share(item.enrolment.person, item))


@blueprint.app_template_global()
def open_shares(item: EvidenceItem) -> list[DraftShare]:
    """By whom a draft can be read now."""
    return queries.open_shares_of(item)


@blueprint.app_template_global()
def draft_reviews(parcel: Parcel) -> Standing:
    """How reviews of drafts stand for a unit."""
    return review_services.standing_of(parcel)


blueprint.add_app_template_global(wording.review_status)
blueprint.add_app_template_global(queries.units_in_review)

"""`create_app()`: settings, extensions, pages."""

from pathlib import Path
from typing import Any

from flask import Flask
from flask_alembic import Alembic
from flask_babel import Babel
from whitenoise import WhiteNoise

import commands
import config
import menus
import pages
from assessments.authenticity import views as authenticity_views
from assessments.certificates import views as certificate_views
from assessments.claims import views as claim_views
from assessments.grading import views as grading_views
from assessments.iqa import views as iqa_views
from assessments.portfolios import views as portfolio_views
from assessments.visits import views as visit_views
from capacity import views as capacity_views
from core import errors, filters, web
from core.db import Base, db
from people import auth
from people import views as people_views
from training.awards import views as award_views
from training.enrolments import views as enrolment_views
from training.portfolio import pages as portfolio_pages
from training.practice import pages as practice_pages
from training.programmes import views as programme_views
from training.research import pages as research_pages
from training.rpl import views as rpl_views
from training.sets import views as set_views
from training.sharing import pages as sharing_pages
from training.testimony import views as testimony_views


def create_app(settings: dict[str, Any] | None = None) -> Flask:
    """The application, from the environment; `settings` override it in tests."""
    app = Flask(__name__)
    app.config.update(config.read() if settings is None else settings)
    db.init_app(app)
    Alembic(app, command_name="db", metadatas=Base.metadata)
    Babel(app, locale_selector=filters.locale, timezone_selector=filters.zone)
    web.init_app(app)
    errors.init_app(app)
    filters.init_app(app)
    auth.init_app(app)
    menus.init_app(app)
    commands.init_app(app)
    for blueprint in (
        pages.blueprint,
        certificate_views.blueprint,
        grading_views.blueprint,
        authenticity_views.blueprint,
        iqa_views.blueprint,
        claim_views.blueprint,
        visit_views.blueprint,
        portfolio_views.blueprint,
        capacity_views.blueprint,
        people_views.blueprint,
        award_views.blueprint,
        programme_views.blueprint,
        enrolment_views.blueprint,
        set_views.blueprint,
        practice_pages.blueprint,
        portfolio_pages.blueprint,
        sharing_pages.blueprint,
        testimony_views.blueprint,
        rpl_views.blueprint,
        research_pages.blueprint,
    ):
        app.register_blueprint(blueprint)
    web.limit_library_views(app)
    app.wsgi_app = WhiteNoise(app.wsgi_app, root=str(Path(app.root_path) / "static"), prefix="static/")  # type: ignore
    return app

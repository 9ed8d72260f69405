"""The Celery application of a worker, as ``kc worker`` names it to Celery's own command.

The one module that does its work when it is imported: that is how Celery finds an application.
"""

import os

from dagster_celery.make_app import make_app
from dagster_celery.tasks import create_task

from kc_pipeline.orchestration.celery_settings import celery_settings

app = make_app(celery_settings(os.environ))
execute_plan = create_task(app)

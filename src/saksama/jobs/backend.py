"""The Django Tasks backend of this installation: `task.enqueue(...)` inserts one row on the caller's connection."""

from __future__ import annotations

from typing import Any

from django.utils.module_loading import import_string
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist

from saksama.store import clock

from .arguments import packed

STATUS = {
    "waiting": TaskResultStatus.READY,
    "running": TaskResultStatus.RUNNING,
    "parked": TaskResultStatus.FAILED,
    "done": TaskResultStatus.SUCCESSFUL,
}


class DatabaseBackend(BaseTaskBackend):
    """Same commit as the change that asks. Return values are not kept; a finished job leaves no result."""

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def validate_task(self, task: Task[Any, Any]) -> None:
        super().validate_task(task)
        if task.takes_context:
            raise InvalidTaskError("A job is given ids only, not its context.")

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Insert the job. Raises `NotAnId` where an argument is anything but an id, a number or a switch."""
        self.validate_task(task)
        job = self.row(task, args, kwargs)
        job.save(force_insert=True)
        return self._result(job, task)

    def row(self, task: Task[Any, Any], args: Any, kwargs: Any) -> Any:
        """Return the job that would be inserted."""
        from .models import ANY_TIME, Job  # the backend is loaded before the models

        return Job(
            task=task.module_path,
            queue=task.queue_name,
            priority=task.priority,
            arguments=packed(args, kwargs),
            run_after=task.run_after or ANY_TIME,
            created_at=clock.real(),
        )

    def get_result(self, result_id: str) -> TaskResult[Any]:
        from .models import Job  # the backend is loaded before the models

        job = Job.objects.filter(public_id=result_id).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return self._result(job, import_string(job.task))

    def _result(self, job: Any, task: Task[Any, Any]) -> TaskResult[Any]:
        failures = list(job.failures.all()) if job.attempts else []
        return TaskResult(
            task=task,
            id=str(job.public_id),
            status=STATUS[job.state],
            enqueued_at=job.created_at,
            started_at=None,
            finished_at=None,
            last_attempted_at=failures[-1].hour if failures else None,
            args=job.arguments["args"],
            kwargs=job.arguments["kwargs"],
            backend=self.alias,
            errors=[TaskError(exception_class_path=each.error_type.split(" ")[0], traceback="\n".join(each.error_at))
                    for each in failures],
            worker_ids=[each.worker for each in failures] + ([job.worker] if job.state == "running" else []),
        )

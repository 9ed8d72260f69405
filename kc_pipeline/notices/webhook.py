"""A notice as JSON, posted to the address of a webhook.

``text`` and ``subject`` tell it as a mail would, which is what chat services show; ``notices`` are
the same as data, the newest first.
"""

import http.client
import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping

from kc_pipeline.errors import NotSent
from kc_pipeline.notices.channels import Webhook, is_address_of_web, secret
from kc_pipeline.notices.letter import Letter

_VERSION = 1


def send_to_webhook(channel: Webhook, letter: Letter, environment: Mapping[str, str]) -> None:
    """Post the letter. Raises NotSent, in whose message neither address nor answer stands."""
    request = _request(channel, letter, environment)
    try:
        trusted = ssl.create_default_context(cafile=channel.ca_file or None)
        opener = urllib.request.build_opener(
            _NoRedirect, urllib.request.HTTPSHandler(context=trusted)
        )
        with opener.open(request, timeout=channel.timeout_seconds):
            return
    except urllib.error.HTTPError as error:
        error.close()
        raise NotSent(f"it answers with status {error.code}") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotSent(_plainly(error)) from None


def body(letter: Letter) -> dict[str, object]:
    """What is posted."""
    return {
        "version": _VERSION,
        "subject": letter.subject,
        "text": letter.text(),
        "is_failure": letter.notices[0].is_failure,
        "notices": [notice.told() for notice in letter.notices],
    }


def _request(
    channel: Webhook, letter: Letter, environment: Mapping[str, str]
) -> urllib.request.Request:
    url = channel.url or secret(channel.url_from, environment)
    if not is_address_of_web(url, has_secret=bool(channel.url_from or channel.token_from)):
        raise NotSent(f"the environment variable {channel.url_from} holds no https:// address")
    headers = {"Content-Type": "application/json; charset=utf-8"}
    if channel.token_from:
        headers["Authorization"] = f"Bearer {secret(channel.token_from, environment)}"
    data = json.dumps(body(letter), ensure_ascii=False).encode()
    return urllib.request.Request(url, data, headers, method="POST")  # noqa: S310  # looked at above


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """What is meant for one address, and its token, goes to no other."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow none: it ends as the status it is."""
        return


def _plainly(error: Exception) -> str:
    """What went wrong, without what was asked for."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, ssl.SSLCertVerificationError):
        return f"its certificate is not good: {reason.verify_message}"
    told = reason.strerror if isinstance(reason, OSError) else None
    return told or type(reason).__name__

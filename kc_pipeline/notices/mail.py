"""A notice as mail: plain text and HTML, and handing it to the server."""

import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path

from kc_pipeline.errors import NotSent
from kc_pipeline.html_pages.parts import templates
from kc_pipeline.notices.channels import Mail, Security, secret
from kc_pipeline.notices.letter import Letter
from kc_pipeline.terminal_text import on_one_line

_HERE = Path(__file__).parent


def send_mail(channel: Mail, letter: Letter, environment: Mapping[str, str]) -> str | None:
    """Hand the letter to the server; what is to be said although it was sent, if anything.

    Raises NotSent, in whose message nothing stands that the server said: it may repeat a password.
    """
    password = secret(channel.password_from, environment) if channel.user else ""
    message = mail(channel, letter)
    try:
        with _connected(channel) as server:
            if channel.user:
                server.login(channel.user, password)
            refused = server.send_message(message)
    except smtplib.SMTPAuthenticationError as error:
        raise NotSent(f"the server refuses the login (code {error.smtp_code})") from None
    except smtplib.SMTPRecipientsRefused:
        raise NotSent("the server refuses every recipient") from None
    except smtplib.SMTPResponseException as error:
        raise NotSent(f"the server refuses the mail (code {error.smtp_code})") from None
    except smtplib.SMTPException as error:
        raise NotSent(f"the server does not do what is needed ({type(error).__name__})") from None
    except ssl.SSLCertVerificationError as error:
        raise NotSent(f"the server's certificate is not good: {error.verify_message}") from None
    except (OSError, ValueError) as error:
        told = error.strerror if isinstance(error, OSError) else None
        raise NotSent(told or str(type(error).__name__)) from None
    return f"{len(refused)} recipients were refused" if refused else None


def mail(channel: Mail, letter: Letter) -> EmailMessage:
    """The mail: the same in plain text and in HTML that asks nothing of a network."""
    message = EmailMessage()
    message["Subject"] = on_one_line(letter.subject)
    message["From"] = channel.sender
    message["To"] = ", ".join(channel.recipients)
    message["Date"] = format_datetime(letter.made_at)
    message["Message-ID"] = make_msgid(domain=channel.sender.rpartition("@")[2].strip("> "))
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text())
    message.add_alternative(_html(letter), subtype="html")
    return message


def _html(letter: Letter) -> str:
    template = templates(_HERE).get_template("mail.html")
    return template.render(letter=letter, one_line=on_one_line)


def _connected(channel: Mail) -> smtplib.SMTP:
    place = (channel.host, channel.port)
    timeout = channel.timeout_seconds
    if channel.security == Security.NONE:
        return smtplib.SMTP(*place, timeout=timeout)
    trusted = ssl.create_default_context(cafile=channel.ca_file or None)
    if channel.security == Security.SSL:
        return smtplib.SMTP_SSL(*place, timeout=timeout, context=trusted)
    server = smtplib.SMTP(*place, timeout=timeout)
    try:
        # Raises where the server has no TLS: nothing goes on in the clear.
        server.starttls(context=trusted)
    except BaseException:
        server.close()
        raise
    return server

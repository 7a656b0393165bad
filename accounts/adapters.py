"""How allauth is fitted to our accounts: phones, messages through the outbox, sealed secrets."""

from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.internal.restkit.response import ErrorResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.phones import PhoneField
from common import clock
from common.outbox import Channel, queue_message
from common.sealing import seal, unseal


def display_user(user: User) -> str:
    """How allauth calls somebody in its answers and mails."""
    return str(user)


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up and sign-in by username, e-mail or phone. Everything it sends goes by the outbox."""

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """The account's number and whether it has been proved."""
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """Give the account a number; a proved one may belong to nobody else."""
        user.phone, user.phone_verified = phone, verified
        try:
            with transaction.atomic():
                user.save(update_fields=["phone", "phone_verified"])
        except IntegrityError:
            self._refuse(self.validation_error("phone_taken"))

    def set_phone_verified(self, user: User, phone: str) -> None:
        """Note that a code sent to this number came back."""
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        """Whose number it is. Only a proof counts, or anybody could block somebody's number."""
        return User.objects.filter(phone=phone, phone_verified=True, is_active=True).first()

    def send_verification_code_sms(self, user: User, phone: str, code: str, **_: Any) -> None:
        """Text the code that proves a number or signs somebody in."""
        text = gettext("%(code)s is your Wangan code. Tell it to nobody, not even to us.")
        self._send_sms(phone, text % {"code": code})

    def send_unknown_account_sms(self, phone: str, **_: Any) -> None:
        """Tell the owner of a number that no account has it: the page must not."""
        self._send_sms(
            phone, gettext("No Wangan account has this number. You can sign up with it.")
        )

    def send_account_already_exists_sms(self, phone: str) -> None:
        """Tell the owner of a number that it has an account: the page must not."""
        self._send_sms(
            phone, gettext("This number has a Wangan account already. Sign in with a code instead.")
        )

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        """A field that takes numbers as people type them."""
        return PhoneField(check=self.clean_phone, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put a mail about an account into the outbox, sealed: most carry a code or a link."""
        message = self.render_mail(
            template_prefix, email, {"request": self.request, "email": email, **context}
        )
        queue_message(
            channel=Channel.MAIL,
            recipient=email,
            subject=message.subject,
            body=str(message.body),
            is_one_time=True,
            now=clock.now(),
        )

    def save_user(
        self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True
    ) -> User:
        """Save a new account; a username taken a moment ago is reported like one taken long ago."""
        try:
            with transaction.atomic():
                saved: User = super().save_user(request, user, form, commit)
        except IntegrityError:
            self._refuse(self.validation_error("username_taken"))
        return saved

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """Leave the username out where none was given, rather than invent one."""
        user.username = User.normalize_username(user.username) if user.username else None

    def clean_email(self, email: str) -> str:
        """Refuse to give a guest an address."""
        self._refuse_guests()
        return email

    def clean_phone(self, phone: str) -> str:
        """Refuse to give a guest a number."""
        self._refuse_guests()
        return phone

    def clean_password(self, password: str, user: User | None = None) -> str:
        """Refuse to give a guest a password, and anybody a weak one."""
        self._refuse_guests()
        return str(super().clean_password(password, user))

    def _refuse_guests(self) -> None:
        user = allauth_context.request.user
        if user.is_authenticated and user.is_guest:
            raise ValidationError(
                _("Sign up for an account of your own first."), code="guest_account"
            )

    def _send_sms(self, phone: str, text: str) -> None:
        queue_message(
            channel=Channel.SMS, recipient=phone, body=text, is_one_time=True, now=clock.now()
        )

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failed sign-ins per name, address or number.

        Allauth's own key leaves the number out: a few mistyped passwords anywhere would keep
        everybody who signs in by phone out. And it has the `Host` header, port included, which
        whoever guesses chooses anew for each guess.
        """
        names = (credentials.get(method) for method in ("email", "phone", "username"))
        return next(filter(None, names), "").lower()

    def _refuse(self, error: ValidationError) -> NoReturn:
        """Answer with an error where allauth expects none: two requests met at the database."""
        raise ImmediateHttpResponse(ErrorResponse(allauth_context.request, exception=error))


class MfaAdapter(DefaultMFAAdapter):
    """Second factors, whose secrets rest sealed."""

    def encrypt(self, text: str) -> str:
        """Seal a TOTP secret or the seed of recovery codes."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open it again."""
        return unseal(encrypted_text)

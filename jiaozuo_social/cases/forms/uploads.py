"""The field for attachments: every file checked, and kept on the server if the form comes back."""

from decimal import Decimal
from typing import Any, ClassVar

from constance import config
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from jiaozuo_social.web.forms import MultipleFileField, MultipleFileInput

from .. import uploads

SALT = "stored-upload"
MAX_AGE = uploads.KEEP_UNREFERRED


class UploadsField(MultipleFileField):
    """A list of ``CleanUpload``; all that is wrong with several files is said at once."""

    widget = MultipleFileInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "附件")
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("accept", uploads.ACCEPT)

    def clean(self, data: Any, initial: Any = None) -> list[uploads.CleanUpload]:
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if len(files) > config.UPLOAD_MAX_FILES:
            raise ValidationError(f"一次最多上传 {config.UPLOAD_MAX_FILES} 个文件。", code="count")
        if self.required and not files:
            raise ValidationError("请选择文件", code="required")
        return clean_all(files)


class PhotosField(UploadsField):
    """Pictures only."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "照片")
        kwargs.setdefault("widget", MultipleFileInput(attrs={"accept": "image/*,.heic,.heif"}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[uploads.CleanUpload]:
        kept = super().clean(data, initial)
        others = [one.name for one in kept if not one.content_type.startswith("image/")]
        if others:
            raise ValidationError(f"“{'”“'.join(others)}”不是照片。", code="type")
        return kept


def clean_all(files: list[Any]) -> list[uploads.CleanUpload]:
    kept, errors = [], []
    for file in files:
        try:
            kept.append(uploads.clean_upload(file))
        except ValidationError as exc:
            errors += exc.error_list
    if errors:
        raise ValidationError(errors)
    return kept


class StagingMixin(forms.Form):
    """A form whose files survive its errors: they are stored, and come back as signed tokens.

    Needs a ``client_uuid`` field: tokens are good in the form only for which they were made. Call
    :meth:`stage` before the form is looked at; ``kept`` is what will be attached. A form may take fewer
    files (``most_files_setting``) or fewer kinds of them (:meth:`refuse`).
    """

    most_files_setting: ClassVar[str] = "UPLOAD_MAX_FILES"

    files = forms.Field(  # type: ignore[assignment]  # declared, then moved to .fields by Django
        label="附件", required=False, widget=MultipleFileInput(attrs={"accept": uploads.ACCEPT})
    )
    keep_position = forms.BooleanField(
        label="保留照片的拍摄位置", required=False,
        help_text="请在选择照片之前勾选。不勾选时，照片里的拍摄位置、时间、手机型号等信息全部删去。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept: list[uploads.StoredUpload] = []
        self.file_errors: list[str] = []

    @property
    def most_files(self) -> int:
        return int(getattr(config, self.most_files_setting))

    def refuse(self, upload: uploads.CleanUpload) -> str:
        """A sentence for a good file that this form does not take."""
        return ""

    @property
    def limits(self) -> str:
        return f"最多 {self.most_files} 个，每个不超过 {config.UPLOAD_MAX_MB} MB。可以是{uploads.KINDS}。"

    @property
    def tokens(self) -> list[dict[str, str]]:
        return [{"name": kept.name, "token": self._seal(kept)} for kept in self.kept]

    def stage(self) -> None:
        """Keep the good ones of the files that came with the request; say what is wrong with the others."""
        self.kept = self._earlier()
        for file in self.files.getlist("files") if hasattr(self.files, "getlist") else []:
            if len(self.kept) >= self.most_files:
                self.file_errors.append(
                    f"最多上传 {self.most_files} 个文件，“{uploads.clean_name(file.name)}”没有收下。"
                )
                continue
            try:
                self.kept.append(self._store(uploads.clean_upload(file)))
            except ValidationError as exc:
                self.file_errors += exc.messages

    def _store(self, upload: uploads.CleanUpload) -> uploads.StoredUpload:
        refusal = self.refuse(upload)
        if refusal:
            raise ValidationError(refusal, code="kind")
        return uploads.store(upload, keep_position=bool(self.data.get("keep_position")))

    def to_attach(self) -> list[uploads.StoredUpload]:
        if self.cleaned_data.get("keep_position"):
            return self.kept
        return [uploads.without_position(kept) for kept in self.kept]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for sentence in self.file_errors:
            self.add_error("files", sentence)
        return data

    def _salt(self) -> str:
        return f"{SALT}:{self['client_uuid'].value()}"

    def _seal(self, kept: uploads.StoredUpload) -> str:
        position = [str(part) for part in kept.position] if kept.position else None
        row = [kept.path, kept.name, kept.content_type, kept.size, kept.sha256, position]
        return signing.dumps(row, salt=self._salt(), compress=True)

    def _earlier(self) -> list[uploads.StoredUpload]:
        """Files of an earlier round that the citizen did not take off the list."""
        kept = []
        tokens = self.data.getlist("staged") if hasattr(self.data, "getlist") else []
        for token in tokens[: self.most_files]:
            upload = self._open(token)
            if upload is None:
                self.file_errors.append("先前上传的附件已失效，请重新选择。")
            else:
                kept.append(upload)
        return kept

    def _open(self, token: str) -> uploads.StoredUpload | None:
        """None for a foreign or old token, and for a file that the sweep has taken."""
        try:
            path, name, kind, size, sha256, position = signing.loads(
                token, salt=self._salt(), max_age=MAX_AGE
            )
        except (signing.BadSignature, ValueError):
            return None
        if not default_storage.exists(path):
            return None
        place = (Decimal(position[0]), Decimal(position[1])) if position else None
        return uploads.StoredUpload(path, name, kind, size, sha256, place, uploads.preview_of(path))

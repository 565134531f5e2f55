"""The description at /api/schema/: how to come in, and which problems every operation may answer."""

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

PROBLEM = "#/components/schemas/Problem"
WORDS = {
    "400": "内容有误，errors 逐项说明",
    "401": "没有登录，或令牌无效",
    "403": "账号、职责或令牌不允许",
    "404": "没有找到，或无权查看（两者答复相同）",
    "405": "不支持这种方法",
    "406": "不能提供所要求的格式",
    "409": "情况已有变化，现在不能办理",
    "413": "内容过大",
    "415": "不支持这种 Content-Type",
    "429": "过于频繁，Retry-After 给出秒数",
}
ALWAYS = ("400", "401", "403", "404", "406", "429")
WITH_BODY = ("409", "413", "415")
PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457 问题详情。",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "可以直接给人看的中文说明"},
        "incident": {"type": "string", "description": "系统出错时的编号"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {
                    "field": {"type": "string", "description": "字段名；空为整个请求"},
                    "message": {"type": "string"},
                },
            },
        },
    },
}


class PortalSchema(AutoSchema):
    """One tag per room; a summary in Chinese is the first line of the docstring or given by name."""

    def get_tags(self) -> list[str]:
        return [getattr(self.view, "api_tag", "接口")]


def add_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Every refusal has the one shape; said once here rather than at every view."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM_SCHEMA
    for methods in result["paths"].values():
        for operation in methods.values():
            codes = (*ALWAYS, *(WITH_BODY if "requestBody" in operation else ()))
            for code in codes:
                operation["responses"].setdefault(code, _refusal(code))
    return result


def _refusal(code: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": PROBLEM}}}
    return {"description": WORDS[code], "content": content}


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "jiaozuo_social.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "description": "我的账号 › 接口令牌"}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "jiaozuo_social.api.authentication.PortalSession"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        description = "网页登录后的会话；写操作另须 X-CSRFToken。"
        return {
            "type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME, "description": description,
        }  # fmt: skip

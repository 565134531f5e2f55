"""The programs' side of the portal: Django REST framework and its description."""

from typing import Any

import environ

env = environ.Env()

API_JSON_MAX_BYTES = env.int("API_JSON_MAX_BYTES", default=1024 * 1024)

REST_FRAMEWORK: dict[str, Any] = {
    "EXCEPTION_HANDLER": "jiaozuo_social.web.api.problem_details",
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "jiaozuo_social.api.authentication.TokenAuthentication",
        "jiaozuo_social.api.authentication.PortalSession",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["jiaozuo_social.api.permissions.IsStaff"],
    "DEFAULT_THROTTLE_CLASSES": ["jiaozuo_social.api.throttles.RateThrottle"],
    "DEFAULT_PARSER_CLASSES": ["jiaozuo_social.web.parsers.BoundedJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "jiaozuo_social.api.schema.PortalSchema",
    "URL_FORMAT_OVERRIDE": None,
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "焦作社会工作平台接口",
    "DESCRIPTION": "登记、进度、收件箱、事项、办理和报表。权限与网页相同；拒绝一律为 RFC 9457 问题详情。",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": ["jiaozuo_social.api.schema.add_problems"],
}

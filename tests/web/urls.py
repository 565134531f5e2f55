"""The portal's addresses, with a few that misbehave on purpose."""

import datetime as dt

from django import forms
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils import timezone
from django_ratelimit.exceptions import Ratelimited
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from jiaozuo_social.urls import handler400, handler403, handler404, handler500  # noqa: F401
from jiaozuo_social.urls import urlpatterns as portal
from jiaozuo_social.web.paging import Page

SAMPLE_PAGE = """{% extends "web/base_public.html" %}
{% block title %}示例{% endblock %}
{% block content %}
<h1>示例表单</h1>
{% include "web/error_summary.html" with form=form %}
<form method="post" novalidate>{% csrf_token %}{{ form }}
<div class="form-actions"><button class="button">提交</button></div></form>
{% endblock %}"""
STAFF_PAGE = """{% extends "web/base_staff.html" %}{% load web_tags %}
{% block title %}收件箱{% endblock %}
{% block heading %}收件箱{% endblock %}
{% block breadcrumbs %}<nav class="crumbs" aria-label="位置"><ol><li><a href="/">首页</a></li><li>收件箱</li></ol></nav>
{% endblock %}
{% block actions %}<a class="button secondary" href="/">导出</a><a class="button" href="/">登记来信</a>{% endblock %}
{% block content %}
<ul class="tabs"><li><a href="/" aria-current="page">我的（12）</a></li><li><a href="/">本单位（230）</a></li></ul>
<form class="filters" method="get">
  <div class="field"><label for="f-area">属地</label><select id="f-area"><option>全部</option></select></div>
  <div class="field"><label for="f-from">登记日期</label><input type="date" id="f-from"></div>
  <button class="button secondary">筛选</button>
</form>
<div class="table-wrap" tabindex="0" role="region" aria-label="事项列表"><table>
  <thead><tr><th scope="col">编号</th><th scope="col">内容</th><th scope="col">状态</th><th scope="col">期限</th>
    <th scope="col" class="num">附件</th><th scope="col">收到时间</th></tr></thead>
  <tbody>{% for row in page.rows %}<tr><td class="nowrap"><a href="/">XF20261123{{ row.number }}</a></td>
    <td>{{ row.text }}</td><td>{% state_badge row.word row.tone %}</td><td>{% days_left row.due %}</td>
    <td class="num">{{ forloop.counter }}</td><td class="nowrap">{{ row.at|datetime_cn }}</td></tr>{% endfor %}</tbody>
</table></div>
{% include "web/pager.html" %}
<div class="columns"><div>
  <section class="panel"><h2>基本情况</h2><dl class="facts"><dt>反映人</dt><dd>{{ "张三丰"|mask_name }}</dd>
    <dt>电话</dt><dd>{{ "13812341234"|mask_phone }}</dd><dt>属地</dt><dd>山阳区新城街道</dd></dl></section>
  {% include "web/empty_state.html" with words="还没有附件。" url="/" label="添加附件" %}
</div><section class="panel"><h2>经过</h2><ol class="timeline">
  <li><time>11-23 14:05</time> 登记</li><li><time>11-23 15:20</time> 转送住房和城乡建设局</li></ol></section></div>
<div class="notice tone-warning"><p>2027 年的工作日历还没有发布，期限按周末推算。</p></div>
{% endblock %}"""


class SampleForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=20, help_text="与证件上的一致")
    purpose = forms.ChoiceField(
        label="目的", choices=[("a", "求决"), ("b", "建议")], widget=forms.RadioSelect, help_text="选一项"
    )
    kinds = forms.MultipleChoiceField(
        label="形式", choices=[("x", "来信"), ("y", "来访")], widget=forms.CheckboxSelectMultiple
    )
    phone = forms.CharField(label="手机号", required=False)
    agree = forms.BooleanField(label="已阅读告知")

    def clean(self) -> None:
        raise forms.ValidationError("这件事已经提交过")


class TwoFields(serializers.Serializer):  # type: ignore[type-arg]
    name = serializers.CharField()


class InvalidAPI(APIView):
    permission_classes = ()

    def post(self, request: Request) -> Response:
        TwoFields(data=request.data).is_valid(raise_exception=True)
        return Response({})

    def get(self, request: Request) -> Response:
        raise NotFound("case 17 belongs to another department")


def sample(request: HttpRequest) -> HttpResponse:
    form = SampleForm(request.POST or None)
    form.is_valid()
    return HttpResponse(engines["django"].from_string(SAMPLE_PAGE).render({"form": form}, request))


def staff(request: HttpRequest) -> HttpResponse:
    """The staff shell with a list in it, as dense as a real one."""
    words = [
        ("已登记", "info"),
        ("办理中", "neutral"),
        ("已答复", "success"),
        ("退回", "danger"),
        ("待补正", "warning"),
    ]
    now = timezone.now()
    rows = [
        {
            "number": f"{n:06}",
            "text": "小区门口道路积水多年，雨天老人孩子无法通行，多次向物业反映没有结果",
            "word": words[n % 5][0],
            "tone": words[n % 5][1],
            "due": now + dt.timedelta(days=n - 3),
            "at": now - dt.timedelta(hours=n),
        }
        for n in range(12)
    ]
    page = Page(rows, next_token="n", prev_token="p")
    return HttpResponse(engines["django"].from_string(STAFF_PAGE).render({"page": page}, request))


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("只有信访审批人员可以转送。")


def limited(request: HttpRequest) -> HttpResponse:
    raise Ratelimited


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("secret details")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("boom")


urlpatterns = [
    path("t/sample/", sample),
    path("t/staff/", staff),
    path("t/refused/", refused),
    path("t/limited/", limited),
    path("t/suspicious/", suspicious),
    path("t/broken/", broken),
    path("api/t/broken/", broken),
    path("api/t/invalid/", InvalidAPI.as_view()),
    *portal,
]

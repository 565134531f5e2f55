# Everything a newcomer needs; `make` alone lists it. Needs git, make and Python 3.11 or newer.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$p; break; }; done)
PYTHON := $(or $(PYTHON),python3)
OURS := .venv/bin/python
INSTALL := $(PYTHON) jiaozuo_social/demo/install.py

.DEFAULT_GOAL := help
.PHONY: help install install-dev demo test e2e bench fuzz lint format types check lock
export PORT HOST RESET

help: ## 列出可用命令
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

install: ## 建立 .venv 并安装运行所需依赖
	@$(INSTALL) requirements.txt

install-dev: ## 建立 .venv 并安装开发与测试依赖
	@$(INSTALL) requirements-dev.txt

demo: install ## 启动演示（PORT=8000 HOST=127.0.0.1 RESET=1 可选）
	@exec $(OURS) -m jiaozuo_social.demo

test: install-dev ## 运行测试（真实 PostgreSQL 与 Valkey，自动启动）
	@exec $(OURS) -m pytest -n 2 -m "not e2e and not fuzz" $(ARGS)

e2e: install-dev ## 运行浏览器测试（需要 Chromium）
	@exec $(OURS) -m pytest -n 2 -m e2e $(ARGS)

fuzz: install-dev ## 按接口说明随机调用一分钟（schemathesis）
	@exec $(OURS) -m pytest -m fuzz $(ARGS)

bench: install-dev ## 性能测量（SIZES=10000,1000000）
	@exec $(OURS) -m benchmarks --sizes $(or $(SIZES),10000,1000000)

lint: install-dev ## 检查代码写法
	@$(OURS) -m ruff check .
	@$(OURS) -m ruff format --check .

format: install-dev ## 整理代码写法
	@$(OURS) -m ruff check --fix .
	@$(OURS) -m ruff format .

types: install-dev ## 检查类型
	@$(OURS) -m mypy

check: install-dev ## 检查模块依赖方向、迁移文件与生产配置
	@.venv/bin/lint-imports
	@$(OURS) .ci/check_migrations.py
	@$(OURS) .ci/check_production.py

lock: ## 重新锁定依赖（需要 uv）
	@.ci/lock

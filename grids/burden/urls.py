"""Addresses of the 减负 ledger under /grids/burden/."""

from django.urls import path

from .views import catalogue, inventory, steps, tasks, twice

urlpatterns = [
    path("burden/tasks/", tasks.task_list, name="burden-tasks"),
    path("burden/tasks/new/", tasks.task_new, name="burden-task-new"),
    path("burden/tasks/<int:pk>/", tasks.task_detail, name="burden-task"),
    path("burden/tasks/<int:pk>/edit/", tasks.task_edit, name="burden-task-edit"),
    path("burden/tasks/<int:pk>/steps/<slug:name>/", steps.task_step, name="burden-step"),
    path("burden/tasks/<int:pk>/checks/<int:check_pk>/", steps.task_check, name="burden-check"),
    path("burden/tasks/<int:pk>/files/<uuid:token>/", steps.task_file, name="burden-file"),
    path("burden/catalogue/", catalogue.catalogue, name="burden-catalogue"),
    path("burden/catalogue/categories/<int:pk>/", catalogue.category_edit, name="burden-category-edit"),
    path("burden/catalogue/items/new/", catalogue.item_new, name="burden-item-new"),
    path("burden/catalogue/items/<int:pk>/", catalogue.item_edit, name="burden-item-edit"),
    path("burden/inventory/", inventory.inventory_list, name="burden-inventory"),
    path("burden/inventory/new/", inventory.inventory_new, name="burden-row-new"),
    path("burden/inventory/<int:pk>/", inventory.inventory_row, name="burden-row"),
    path("burden/inventory/<int:pk>/edit/", inventory.inventory_edit, name="burden-row-edit"),
    path("burden/inventory/<int:pk>/files/<uuid:token>/", inventory.inventory_file, name="burden-row-file"),
    path("burden/twice/", twice.twice_page, name="burden-twice"),
    path("burden/synonyms/", twice.synonyms, name="burden-synonyms"),
    path("burden/synonyms/<int:pk>/delete/", twice.synonym_delete, name="burden-synonym-delete"),
    path("burden/export/<slug:what>/<slug:form>/", twice.export, name="burden-export"),
]

"""One way to show a form: Django's own renderer with our field, errors and choices. No form library."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Set as FORM_RENDERER: `{{ form.name.as_field_group }}` is label, hint, error and control with their ids tied."""

    form_template_name = "components/_form.html"
    field_template_name = "components/_field.html"

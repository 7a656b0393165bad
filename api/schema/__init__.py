"""The OpenAPI document: how it is drawn from the views, written to disk and served."""

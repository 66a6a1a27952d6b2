"""Scope, self-evaluation, answers, evidence, alternatives, tasks and effort."""

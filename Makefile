# Thin over dev.py, which does the same without make: python3 dev.py demo
.PHONY: demo test check tidy bench screenshots serve

demo:
	@python3 dev.py demo $(if $(fresh),--fresh)

test:
	@python3 dev.py test $(if $(strict),--strict)

check tidy bench screenshots serve:
	@python3 dev.py $@

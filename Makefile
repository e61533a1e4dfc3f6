# The two commands of the README are `make demo` and `make test`; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Maven and the programs that it forks run on JDK 25 or newer, also when the java on the path is older.
export JAVA_HOME := $(shell hack/find-jdk)
ifeq ($(JAVA_HOME),)
$(error no JDK 25)
endif
MVN := mvn --batch-mode --no-transfer-progress

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: images ## start a Kubernetes here, install the operator, reload and roll back under load
	demo/run

down: ## remove what `make demo` left running
	CLUSTER=demo cluster/down

migration: images ## from PM2 and nginx to here: both set-ups, reloaded under artillery, side by side
	samples/pm2-migration/run

images: ## build the OCI archives in target/images/
	$(MVN) -q package -DskipTests
	images/make

PLATFORMS ?=
cli: ## pack the plug-in of kubectl in target/cli/ (PLATFORMS='linux-arm64 darwin-arm64': for these, too)
	$(MVN) -q package -DskipTests -am -pl cli/plugin,cli/dist
	cli/dist/make $(PLATFORMS)

cli-test: cli ## the packed plug-in: unpacked, under kubectl and krew, every verb from its AOT cache
	cli/dist/test

SERVERS ?= jdk tomcat spring netty
bench-images: ## OCI archives of the servers that are measured (SERVERS=jdk: of that one)
	$(MVN) -q -P bench package -DskipTests -am -pl "$$(printf 'bench/servers/%s,' $(SERVERS))"
	images/make servers $(SERVERS)

test: lint unit mutation cli-test cluster-test e2e campaign-test ## everything: checks, unit, search, API server, mutation, real cluster

lint: ## shellcheck, helm lint
	hack/lint

unit: ## planner with its search, crd, operator against a real API server, worker on real servers, plug-in in a real terminal
	hack/tmux
	$(MVN) -P bench verify

search: ## the planner's search in its long form: more than 10 million states
	$(MVN) -q -pl planner test -Dtest=ExhaustiveSearchTest -Dsearch=long

RUNS ?= 20000
SEED ?= 0
faults: ## runs of the operator while requests to the API server fail (RUNS=100000: so many; SEED=1: others)
	$(MVN) -pl operator -am -Dtest=FaultRunsTest -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dfaults.runs=$(RUNS) -Dfaults.seed=$(SEED) test

mutation: ## the planner's mutation score, at least 85 %
	$(MVN) -q -pl planner test-compile org.pitest:pitest-maven:mutationCoverage

cluster-test: images ## the commands of cluster/, on clusters of their own
	cluster/test

e2e: images cli ## operator and plug-in on a real cluster, with real JVM workers and real load
	$(MVN) -P real-cluster -pl e2e -am verify

campaign-test: images ## the campaign in short: what is promised to lose no request loses none
	$(MAKE) bench-images SERVERS=jdk
	$(MVN) -P real-cluster -pl bench/reload -am verify

PROFILE ?= core
ONLY ?=
campaign: images bench-images ## measure what clients see, side by side with others: see docs/campaign
	$(MVN) -q -P real-cluster -pl bench/reload -am package -DskipTests
	"$$JAVA_HOME/bin/java" -cp 'bench/reload/target/campaign.jar:bench/reload/target/lib/*' dev.workerapp.campaign.Main \
	  profile=$(PROFILE) only=$(ONLY) $(OPTIONS)

generate: ## write the generated files anew: CRD, field reference, golden files
	$(MVN) -q test -Dgenerate=true -Dtest='CrdFileTest,FieldReferenceTest,CanonicalSpecTest,KustomizeTest,GoldenTest,FormsTest,AdviceTest' -Dsurefire.failIfNoSpecifiedTests=false -pl operator,cli/ecosystem,cli/plugin -am
	helm/golden/check --update

fmt: ## format the code
	$(MVN) -q -P real-cluster spotless:apply

.PHONY: help demo down migration images cli cli-test bench-images test lint unit search faults mutation cluster-test e2e campaign-test campaign generate fmt

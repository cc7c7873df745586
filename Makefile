# The habits. Everything here is one or two commands that can also be typed by hand.

SEED ?=
TEST ?=
MODULE ?=
STEPS ?=
ARGS ?=
HEAP ?= 192m
export COMMAND ?=
LOAD_CLASSPATH = load-tests/target/classes:load-tests/target/lib/*

.PHONY: help run test one check-contract fuzz-api fmt fmt-check sim faults bench bench-indicators bench-freshness bench-tablet dex load kill-server siege kill-primary

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Run the server with the embedded store in ./data
	./outreach serve $(ARGS)

test: ## Build and run every test, with every check
	mvn -B verify

one: ## Run one test class, without the other checks: TEST=HlcTest or TEST='HlcTest#ticks'
	mvn -q -B -Dquick $(if $(MODULE),-pl $(MODULE) -am) test -Dtest='$(TEST)' -Dsurefire.failIfNoSpecifiedTests=false

fuzz-api: ## Fuzz the HTTP port by its contract; SEED=… replays a run
	.ci/fuzz-api $(SEED)

check-contract: ## Let buf, Spectral, Redocly, promtool and clients in Python judge the contract
	.ci/check-contract

fmt: ## Format the sources
	JAVA_HOME="$$(./outreach jdk)" mvn -q -B -Dquick spotless:apply

fmt-check: ## Say which sources are not formatted
	JAVA_HOME="$$(./outreach jdk)" mvn -q -B -Dquick spotless:check

sim: ## Run the simulation; SEED=… STEPS=… replay or lengthen it
	mvn -q -B -Dquick -pl server -am test-compile
	./outreach java -ea -cp "server/target/test-classes:server/target/classes:$$(cat server/target/test.classpath)" \
		org.outreachsync.simulation.SimulationMain $(if $(SEED),--seed $(SEED)) $(if $(STEPS),--steps $(STEPS)) $(ARGS)

faults: ## Run tablets behind a network of faults, 2,000 seeds; SEED=… ARGS="--seeds 10000"
	mvn -q -B -Dquick -pl server -am test-compile
	./outreach java -ea -cp "server/target/test-classes:server/target/classes:$$(cat server/target/test.classpath)" \
		org.outreachsync.faults.FaultRunMain $(if $(SEED),--seed $(SEED)) $(ARGS)

bench: ## Measure what a durable answer costs
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.DurableAckBench $(ARGS)

bench-indicators: ## Measure answers over ten million generated records; ARGS="--records … --folder …"
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.indicator.IndicatorBench $(if $(SEED),--seed $(SEED)) $(ARGS)

bench-freshness: ## Measure how long after the ack a figure shows what was uploaded
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.FreshnessBench $(if $(SEED),--seed $(SEED)) $(ARGS)

# Android gives an app on a device with 2 GB commonly 128 to 256 MB of heap.
bench-tablet: ## Measure a tablet with 50,000 records in a small heap; HEAP=64m ARGS="--records … --seed …"
	./outreach build load-tests
	for main in TabletFill TabletBench; do ./outreach java -Xmx$(HEAP) -XX:ActiveProcessorCount=1 -XX:+UseSerialGC -cp "$(LOAD_CLASSPATH)" \
		org.outreachsync.load.$$main --folder load-tests/target/tablet $(ARGS) || exit; done

dex: ## Make dex for Android 8 of the device library and what it brings along
	.ci/dex

load: ## Load the server with many tablets; ARGS=… are handed on
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.DurableAckBench $(ARGS)

kill-server: ## Kill the server under load, again and again; ARGS="kills tablets seed"
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.KillLoop $(ARGS)

siege: ## Attack a server of its own, and see what others are answered meanwhile; ARGS=… names attacks. Linux only
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.EdgeSiege $(ARGS)

kill-primary: ## Kill the primary of MONGODB_URI under load; COMMAND="what kills it" ARGS="blows tablets seed"
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.PrimaryLoop "$$COMMAND" $(ARGS)

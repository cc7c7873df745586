# Shortcuts. Each target is one or two commands that can also be typed by hand.

SEED ?=
TAG ?=
TEST ?=
MODULE ?=
STEPS ?=
# The oldest commit whose servers may run beside those of this one.
OLD ?= 55645e05
ARGS ?=
# Runs of minutes earn back what the second compiler of the JVM costs.
LONG = -Dtest.jit=-XX:+TieredCompilation
HEAP ?= 192m
FORMATS_HEAP ?= 256m
export COMMAND ?=
LOAD_CLASSPATH = load-tests/target/classes:load-tests/target/lib/*
STEPS_FOLDER = load-tests/target/steps

.PHONY: help run test one lint check-contract fuzz-api fmt fmt-check sim faults bench bench-steps bench-plots bench-indicators bench-freshness bench-exports bench-usual-exports bench-formats bench-tablet bench-disclosure dex kill-server kill-servers kill-move restore-drill rolling-restart side-by-side kill-exports siege kill-primary mutants naive attacks image image-test service-check service-test k8s-check cluster-test

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Run the server with the embedded store in ./data
	./outreach serve $(ARGS)

test: ## Build and run every test
	mvn -B verify

one: ## Run one test class, without other checks: TEST=HlcTest or TEST='HlcTest#ticks'; MODULE=model
	@[ -n '$(TEST)' ] || { echo "Say which test: make one TEST=HlcTest" >&2; exit 2; }
	@rm -rf ./*/target/surefire-reports
	mvn -q -B -Dquick $(if $(MODULE),-pl $(MODULE) -am) test -Dtest='$(TEST)' -Dsurefire.failIfNoSpecifiedTests=false $(ARGS)
	@ran=$$(cat ./*/target/surefire-reports/TEST-*.xml 2>/dev/null | grep -c '<testcase '); \
	skipped=$$(cat ./*/target/surefire-reports/TEST-*.xml 2>/dev/null | grep -c '<skipped'); \
	[ "$$ran" -gt 0 ] || { echo "No test is named $(TEST)$(if $(MODULE), in $(MODULE) or what it needs)." >&2; exit 1; }; \
	echo "$$((ran - skipped)) passed, $$skipped skipped: $(TEST)"

fuzz-api: ## Fuzz the HTTP API against its contract; SEED=… replays a run
	.ci/fuzz-api $(SEED)

check-contract: ## Check the contract with buf, Spectral, Redocly, promtool and clients in Python
	.ci/check-contract

fmt: ## Format the sources
	JAVA_HOME="$$(./outreach jdk)" mvn -q -B -Dquick spotless:apply

lint: ## Hold all code against Error Prone and NullAway, and check the formatting, as CI does
	JAVA_HOME="$$(./outreach jdk)" mvn -B -Dlint clean test-compile

fmt-check: ## List sources that are not formatted
	JAVA_HOME="$$(./outreach jdk)" mvn -q -B -Dquick spotless:check

sim: ## Run the simulation; SEED=… replays a run, STEPS=… makes it longer
	mvn -q -B -Dquick -pl server -am process-test-classes
	./outreach java -ea -cp "server/target/test-classes:server/target/classes:$$(cat server/target/test.classpath)" \
		org.outreachsync.simulation.SimulationMain $(if $(SEED),--seed $(SEED)) $(if $(STEPS),--steps $(STEPS)) $(ARGS)

naive: ## Compare every indicator with the naive count for more random programmes: ARGS=-Dnaive.programmes=200
	$(MAKE) one MODULE=server TEST=IndicatorsEqualNaiveCountTest ARGS="$(LONG) $(or $(ARGS),-Dnaive.programmes=200)"

attacks: ## Attack 2,000 random tables that were made safe, and 300 programmes with late records, with a solver; SEED=… ARGS=-Dattack.tables=…
	$(MAKE) one MODULE=server TEST='AttackTest,AlgorithmAttackTest,SafeExportsTest,LateRecordsTest,DifferencesOfPeopleTest,EachPersonAloneTest,InclusionsOfPeopleTest' ARGS="$(LONG) $(if $(SEED),-Dattack.seed=$(SEED)) $(or $(ARGS),-Dattack.tables=2000 -Dexports.programmes=100 -Dlate.programmes=300 -Ddifferences.programmes=30 -Dalone.programmes=20 -Dinclusions.programmes=24)"

mutants: ## Break the code on purpose, line by line, and see that tests fail; ARGS=… names mutants
	mvn -q -B -Dquick -pl server -am process-test-classes
	./outreach java -ea -cp "server/target/test-classes:server/target/classes:device/target/test-classes:$$(cat server/target/test.classpath)" \
		org.outreachsync.mutation.MutantsMain $(ARGS)

faults: ## Run tablets over a faulty network, 2,000 seeds; SEED=… ARGS="--seeds 10000"
	mvn -q -B -Dquick -pl server -am process-test-classes
	./outreach java -ea -cp "server/target/test-classes:server/target/classes:$$(cat server/target/test.classpath)" \
		org.outreachsync.faults.FaultRunMain $(if $(SEED),--seed $(SEED)) $(ARGS)

bench: ## Measure the way of a batch into the embedded store, beside PostgreSQL if it is installed; ARGS="--records … --herd … --herd-seconds …"
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.write.WriteBench --server ./outreach $(if $(SEED),--seed $(SEED)) $(ARGS)

bench-steps: ## Measure each step of a batch in one thread with JMH; ARGS="sync -prof gc" chooses steps and profilers
	./outreach build load-tests
	@rm -rf $(STEPS_FOLDER) && mkdir -p $(STEPS_FOLDER)/classes
	./outreach java -cp "$(LOAD_CLASSPATH)" org.openjdk.jmh.generators.bytecode.JmhBytecodeGenerator load-tests/target/classes $(STEPS_FOLDER)/source $(STEPS_FOLDER)/classes reflection
	"$$(./outreach jdk)/bin/javac" -nowarn -proc:none -cp "$(LOAD_CLASSPATH)" -d $(STEPS_FOLDER)/classes $$(find $(STEPS_FOLDER)/source -name '*.java')
	./outreach java -cp "$(STEPS_FOLDER)/classes:$(LOAD_CLASSPATH)" org.openjdk.jmh.Main $(ARGS)

bench-plots: ## Measure as bench does and under other loads, and renew docs/performance.md and its plots; takes 15 minutes
	@$(MAKE) bench ARGS="--docs docs --records 1000000 $(ARGS)"

bench-indicators: ## Measure indicators over ten million generated records; ARGS="--records … --folder …"
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.indicator.IndicatorBench $(if $(SEED),--seed $(SEED)) $(ARGS)

bench-freshness: ## Measure the time from the ack of an upload until a figure shows it
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.FreshnessBench $(if $(SEED),--seed $(SEED)) $(ARGS)

bench-exports: ## Measure a large export over ten million generated records; ARGS="--records … --folder …"
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.indicator.ExportBench $(if $(SEED),--seed $(SEED)) $(ARGS)

bench-usual-exports: ## Measure how much is left out of the reports of a programme of usual size; ARGS="--sites … --records …"
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.indicator.UsualExportBench $(if $(SEED),--seed $(SEED)) $(ARGS)

bench-formats: ## Measure the files of an export of 100,000 lines in a small heap; FORMATS_HEAP=256m ARGS="--sites …"
	./outreach build load-tests
	./outreach java -Xmx$(FORMATS_HEAP) -XX:+UseSerialGC -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.export.FormatBench $(ARGS)

# On a device with 2 GB, Android commonly gives an app 128 to 256 MB of heap.
bench-tablet: ## Measure a tablet with 50,000 records in a small heap; HEAP=64m ARGS="--records … --seed …"
	./outreach build load-tests
	for main in TabletFill TabletBench; do ./outreach java -Xmx$(HEAP) -XX:ActiveProcessorCount=1 -XX:+UseSerialGC -cp "$(LOAD_CLASSPATH)" \
		org.outreachsync.load.$$main --folder load-tests/target/tablet $(ARGS) || exit; done

bench-disclosure: ## Measure what it costs to make tables safe to publish; ARGS="--cells …"
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.disclosure.DisclosureBench $(if $(SEED),--seed $(SEED)) $(ARGS)

dex: ## Compile the device library and its dependencies to dex for Android 8
	.ci/dex

kill-server: ## Kill the server under load, repeatedly; ARGS="kills tablets seed"
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.KillLoop $(ARGS)

kill-servers: ## Kill random ones of several servers over MONGODB_URI under load; ARGS="kills tablets servers seed"
	@[ -n "$$MONGODB_URI" ] || { echo 'Set MONGODB_URI to a replica set with an empty database.' >&2; exit 2; }
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.FleetKillLoop $(ARGS)

rolling-restart: ## Restart two servers over MONGODB_URI in turn, behind a balancer and under load; ARGS="rounds tablets seed"
	@[ -n "$$MONGODB_URI" ] || { echo 'Set MONGODB_URI to a replica set with an empty database.' >&2; exit 2; }
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.RollingRestart $(ARGS)

side-by-side: ## Upgrade two servers over MONGODB_URI from an older commit to this one, under load; OLD=… ARGS="syncs tablets seed"
	@[ -n "$$MONGODB_URI" ] || { echo 'Set MONGODB_URI to a replica set with an empty database.' >&2; exit 2; }
	./outreach build load-tests
	older=$$(.ci/older-build $(OLD)) && ./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.SideBySide "$$older" $(ARGS)

restore-drill: ## Lose the server under tablets, restore its backup, and compare; ARGS="tablets syncs seed"
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.RestoreDrill $(ARGS)

kill-move: ## Move a store to MONGODB_URI, kill the move again and again, and sync on; ARGS="kills tablets seconds seed"
	@[ -n "$$MONGODB_URI" ] || { echo 'Set MONGODB_URI to a replica set with an empty database.' >&2; exit 2; }
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.MoveLoop $(ARGS)

kill-exports: ## Kill servers while they make and deliver exports, 50 times; SEED=… ARGS=-Dkill.exports=…
	$(MAKE) one MODULE=server TEST=KillExportsIT ARGS="$(if $(SEED),-Dkill.seed=$(SEED)) $(or $(ARGS),-Dkill.exports=50)"

siege: ## Attack a test server, and measure what other callers get meanwhile; ARGS=… names attacks. Linux only
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.EdgeSiege $(ARGS)

kill-primary: ## Kill the primary of MONGODB_URI under load; COMMAND="what kills it" ARGS="kills tablets seed"
	@[ -n "$$MONGODB_URI" ] && [ -n "$$COMMAND" ] || { echo 'Set MONGODB_URI to a replica set with an empty database, and COMMAND to what kills its primary.' >&2; exit 2; }
	./outreach build load-tests
	./outreach java -cp "$(LOAD_CLASSPATH)" org.outreachsync.load.PrimaryLoop "$$COMMAND" $(ARGS)

image: ## Build the container image; TAG=…
	image/build $(TAG)

image-test: ## Build the image twice, open it, and run it with a tablet that syncs
	image/test

service-check: ## Check the systemd unit of the service and its installer
	service/test/check

service-test: ## Boot a machine with systemd, install the service there, and disturb it; needs root and mmdebstrap
	service/test/boot

k8s-check: ## Build every Kubernetes overlay, validate its objects, and test the alerts
	k8s/test/check

cluster-test: ## Disturb the overlays under load on a real Kubernetes of one node, which it starts; ARGS="single production". Linux, as root
	k8s/test/cluster/run $(ARGS)

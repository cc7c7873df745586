// Names the Go types from which controller-gen writes the definitions of ServiceMonitor and PrometheusRule.
package tools

import _ "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

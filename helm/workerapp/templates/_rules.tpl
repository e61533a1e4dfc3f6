{{- /* Of what the operator keeps copies: the values under config, the word for ConfigMaps, and that for Secrets. */}}
{{- define "workerapp.copied" -}}
{{- $config := index . 0 }}
{{- $words := list }}
{{- if eq $config.configMaps "copy" }}{{ $words = append $words (index . 1) }}{{ end }}
{{- if eq $config.secrets "copy" }}{{ $words = append $words (index . 2) }}{{ end }}
{{- join ", " $words }}
{{- end }}

{{- /* What the operator may do in the namespaces whose apps it runs, and nothing that it does not do. */}}
{{- define "workerapp.rules" -}}
- apiGroups: [workerapp.dev]
  resources: [workerapps]
  verbs: [get, list, watch]
- apiGroups: [workerapp.dev]
  resources: [workerapps/status]
  verbs: [patch]
# Owner references that block the owner's deletion need it, where the cluster enforces that.
- apiGroups: [workerapp.dev]
  resources: [workerapps/finalizers]
  verbs: [update]
- apiGroups: [""]
  resources: [pods, services]
  verbs: [get, list, watch, create, patch, delete]
# What the workers of apps with reload.onConfigChange: Reload use.
- apiGroups: [""]
  resources: [{{ ne .Values.config.secrets "none" | ternary "configmaps, secrets" "configmaps" }}]
  verbs: [get, list, watch]
{{- with include "workerapp.copied" (list .Values.config "configmaps" "secrets") }}
# Immutable copies of them, so that each revision keeps the content that it was made with.
- apiGroups: [""]
  resources: [{{ . }}]
  verbs: [create, delete]
{{- end }}
{{- if .Values.actions.enabled }}
# A Secret for each app, with the token for actions. It is never read.
- apiGroups: [""]
  resources: [secrets]
  verbs: [create]
{{- end }}
- apiGroups: [apps]
  resources: [controllerrevisions]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [get, list, create, patch]
# For recycle.maxMemory; served by metrics-server.
- apiGroups: [metrics.k8s.io]
  resources: [pods]
  verbs: [list]
{{- end }}

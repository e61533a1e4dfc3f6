{{- define "workerapp.name" -}}
{{ .Values.nameOverride | default .Chart.Name | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- define "workerapp.fullname" -}}
{{- $name := include "workerapp.name" . -}}
{{- $full := contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name) -}}
{{ .Values.fullnameOverride | default $full | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- define "workerapp.selector" -}}
app.kubernetes.io/name: {{ include "workerapp.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "workerapp.labels" -}}
{{ include "workerapp.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: workerapp
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "workerapp.serviceAccount" -}}
{{ .Values.serviceAccount.name | default (.Values.serviceAccount.create | ternary (include "workerapp.fullname" .) "default") }}
{{- end }}

{{- define "workerapp.image" -}}
{{- with .image -}}
{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $.version }}{{ end }}
{{- end }}
{{- end }}

{{- /* "true" when the operator answers evictions: as said, or when it may have objects of the whole cluster. */}}
{{- define "workerapp.evictionWebhook" -}}
{{ kindIs "bool" .Values.evictionWebhook.enabled | ternary .Values.evictionWebhook.enabled (empty .Values.watchNamespaces) }}
{{- end }}

{{- /* The name of its objects of the whole cluster, of which another namespace may have some too. */}}
{{- define "workerapp.evictionWebhookName" -}}
{{ include "workerapp.fullname" . }}.{{ .Release.Namespace }}
{{- end }}

{{- /* "true" when operators elect a leader: as said, or when there are several. */}}
{{- define "workerapp.leaderElection" -}}
{{ kindIs "bool" .Values.leaderElection.enabled | ternary .Values.leaderElection.enabled (gt (int .Values.replicas) 1) }}
{{- end }}

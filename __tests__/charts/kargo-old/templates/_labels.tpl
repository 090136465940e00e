{{- define "old.labels" -}}
{helm.sh/chart: kargo-{{ .Chart.Version }}}
{{- end -}}

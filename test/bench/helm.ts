// The workload as a Helm chart: one template that ranges over the services.
type File = readonly [path: string, text: string];

export function helmChart(services: number): readonly File[] {
  return [
    ['Chart.yaml', 'apiVersion: v2\nname: bench\nversion: 0.1.0\n'],
    ['values.yaml', `services: ${services}\n`],
    ['templates/mesh.yaml', TEMPLATE],
  ];
}

function metadata(name: string): string {
  return `metadata:
  name: ${name}
  namespace: {{ $namespace }}
  labels:
    app: {{ $name }}
    app.kubernetes.io/managed-by: bench`;
}

const TEMPLATE = `{{- $services := int .Values.services }}
{{- range $i := until (div (add $services 9) 10 | int) }}
---
apiVersion: v1
kind: Namespace
metadata:
  name: {{ printf "ns-%04d" $i }}
  labels:
    app.kubernetes.io/managed-by: bench
    istio-injection: enabled
{{- end }}
{{- range $i := until $services }}
{{- $name := printf "svc-%05d" $i }}
{{- $namespace := printf "ns-%04d" (div $i 10) }}
{{- $host := printf "%s.%s.svc.cluster.local" $name $namespace }}
---
apiVersion: v1
kind: ServiceAccount
${metadata('{{ $name }}')}
---
apiVersion: v1
kind: Service
${metadata('{{ $name }}')}
spec:
  ports:
    - name: http
      port: 8080
      targetPort: 8080
  selector:
    app: {{ $name }}
---
apiVersion: apps/v1
kind: Deployment
${metadata('{{ $name }}-v1')}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: {{ $name }}
      version: v1
  template:
    metadata:
      labels:
        app: {{ $name }}
        version: v1
    spec:
      serviceAccountName: {{ $name }}
      containers:
        - name: {{ $name }}
          image: registry.example.com/{{ $name }}:1.0.0
          ports:
            - name: http
              containerPort: 8080
---
apiVersion: networking.istio.io/v1
kind: VirtualService
${metadata('{{ $name }}')}
spec:
  hosts:
    - {{ $host }}
  http:
    - name: default
      route:
        - destination:
            host: {{ $host }}
            subset: v1
      timeout: 5s
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
${metadata('{{ $name }}')}
spec:
  host: {{ $host }}
  trafficPolicy:
    connectionPool:
      tcp:
        maxConnections: 100
  subsets:
    - name: v1
      labels:
        version: v1
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
${metadata('{{ $name }}')}
spec:
  selector:
    matchLabels:
      app: {{ $name }}
  action: ALLOW
  rules:
    - from:
        - source:
            principals:
              {{- range $k := list 1 2 3 }}
              {{- $caller := mod (add $i $k) $services }}
              - {{ printf "cluster.local/ns/ns-%04d/sa/svc-%05d" (div $caller 10) $caller }}
              {{- end }}
      to:
        - operation:
            methods:
              - GET
            paths:
              - {{ printf "/api/%s/{*}" $name }}
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
${metadata('{{ $name }}')}
spec:
  selector:
    matchLabels:
      app: {{ $name }}
  mtls:
    mode: STRICT
{{- end }}
`;

#!/bin/bash
# The build from a terminal of a service of Onyxia (SSP Cloud and the platforms made with it), started with S3 and with the
# Kubernetes role « edit ». IMAGE is the image of docs/cluster/Dockerfile, in a registry that the cluster reads.
#   IMAGE=… bash docs/cluster/onyxia.sh s3://my-bucket/documents s3://my-bucket/tables 8
# The session token that Onyxia gives ends after some hours: for a longer build make keys that last, and export them instead.
set -euo pipefail
export RAW="$1" OUT="$2" WORKERS="${3:-4}" IMAGE="${IMAGE:?the name of the image}"
export AWS_ENDPOINT_URL="${AWS_ENDPOINT_URL:-https://${AWS_S3_ENDPOINT:?start the service with S3}}"
export AWS_DEFAULT_REGION="${AWS_DEFAULT_REGION:-us-east-1}"

literals=()
for key in AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_DEFAULT_REGION; do
  if [ -n "${!key:-}" ]; then literals+=("--from-literal=$key=${!key}"); fi
done
kubectl create secret generic pipeline-s3 "${literals[@]}" --dry-run=client --output yaml | kubectl apply -f -
here="$(dirname "$0")"
envsubst '$IMAGE $RAW $OUT $WORKERS' <"$here/onyxia.yaml" | kubectl apply -f -
echo "kubectl logs --follow job/pipeline-build"
echo "when it is done: kubectl delete job/pipeline-build deployment/pipeline-worker deployment/pipeline-scheduler service/pipeline-scheduler secret/pipeline-s3"

#!/bin/bash
# The build on a SLURM cluster with a file system that all nodes see: one job holds the driver, the scheduler and the workers.
#   sbatch --nodes 8 docs/cluster/slurm.sh /shared/documents /shared/tables
#SBATCH --job-name=pipeline
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=8
#SBATCH --mem=16G
#SBATCH --time=12:00:00
#SBATCH --requeue
set -euo pipefail
raw="$1" out="$2"
export OPENBLAS_NUM_THREADS=1
address="tcp://$(hostname):8786"

dask scheduler --port 8786 --no-dashboard &
srun dask worker "$address" --no-nanny --nthreads "$SLURM_CPUS_PER_TASK" --memory-limit 0 --death-timeout 300 --local-directory "${TMPDIR:-/tmp}" &
python -m pipeline run --raw "$raw" --out "$out" --on dask --scheduler "$address"
kill %1 %2

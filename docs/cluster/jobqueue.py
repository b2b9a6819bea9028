"""The build on a SLURM cluster through dask-jobqueue (pip install dask-jobqueue), where jobs come and go as the queue allows.

python docs/cluster/jobqueue.py /shared/documents /shared/tables
"""

import subprocess
import sys

from dask_jobqueue import SLURMCluster

if __name__ == "__main__":
    raw, out = sys.argv[1:]
    with SLURMCluster(
        cores=4,
        processes=1,
        memory="8GB",
        walltime="04:00:00",
        job_script_prologue=["export OPENBLAS_NUM_THREADS=1"],
        worker_extra_args=["--memory-limit", "0"],
    ) as cluster:
        cluster.adapt(maximum_jobs=20)
        options = ["--raw", raw, "--out", out, "--on", "dask", "--scheduler", cluster.scheduler_address]
        sys.exit(subprocess.run([sys.executable, "-m", "pipeline", "run", *options]).returncode)

"""The nightly retraining as an Airflow 2 DAG. Copy it to the DAGs folder and set the two paths."""

import subprocess
from datetime import datetime, timedelta

from airflow import DAG
from airflow.exceptions import AirflowException, AirflowFailException
from airflow.operators.python import PythonOperator

SEICHE = "/opt/seiche/submit-scripts/seiche"
CONF = "/opt/seiche/conf/chicago-nightly.conf"

SUCCESS = {0: "promoted", 6: "another run promoted a version meanwhile", 7: "the champion was kept"}
PERMANENT = {2: "configuration", 3: "data refused", 4: "training diverged"}  # a retry would fail too


def retrain():
    code = subprocess.run([SEICHE, "retrain", "--conf", CONF]).returncode
    if code in SUCCESS:
        return SUCCESS[code]
    if code in PERMANENT:
        raise AirflowFailException(f"seiche retrain: {PERMANENT[code]} (exit code {code}), see the log")
    raise AirflowException(f"seiche retrain: exit code {code}, see the log")


with DAG(
    "seiche_retrain",
    schedule="15 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=10)},
):
    PythonOperator(task_id="retrain", python_callable=retrain)

module workerapp.dev/cluster/programs/pause

go 1.26

module workerapp.dev/cluster/build/pause

go 1.26

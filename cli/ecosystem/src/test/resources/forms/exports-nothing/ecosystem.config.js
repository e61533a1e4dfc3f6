const apps = []

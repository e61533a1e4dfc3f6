-- The health of a WorkerApp for Argo CD, which takes a custom resource without such a script for healthy. It goes into the
-- ConfigMap argocd-cm as resource.customizations.health.workerapp.dev_WorkerApp.
local status = obj.status
if status == nil or status.conditions == nil or status.observedGeneration ~= obj.metadata.generation then
  return {status = "Progressing", message = "The operator has not seen this spec yet."}
end
local conditions = {}
for _, condition in ipairs(status.conditions) do
  conditions[condition.type] = condition
end
local ready = conditions.Ready
local stalled = conditions.Stalled
if stalled ~= nil and stalled.status == "True" then
  return {status = "Degraded", message = stalled.message}
end
if ready == nil then
  return {status = "Progressing", message = "The operator has not said whether the app is ready."}
end
if ready.reason == "Paused" or (status.state == "Suspended" and ready.status == "True") then
  return {status = "Suspended", message = ready.message}
end
if ready.status == "True" then
  return {status = "Healthy", message = ready.message}
end
return {status = "Progressing", message = ready.message}

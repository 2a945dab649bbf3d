using System.CommandLine;

return new RootCommand("Keyed predictions for TensorFlow SavedModels.").Parse(args).Invoke();

using TfKeyedExport.Server.Hosting;

return await ServerProgram.Run(args, Console.Out, Console.Error).ConfigureAwait(false);

System.Console.WriteLine("Nothing to start yet.");

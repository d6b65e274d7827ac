using System;

namespace Examples
{
    /// <summary>Runs the examples whose classes its arguments name, each in an app of its own.</summary>
    static class Program
    {
        static int Main(string[] examples)
        {
            var failed = 0;
            foreach (var example in examples)
            {
                try
                {
                    ((Fixture)Activator.CreateInstance(Type.GetType($"Examples.{example}", true))).Show();
                }
                catch (Exception error)
                {
                    failed += 1;
                    Console.Error.WriteLine($"{example}: {error.InnerException ?? error}");
                }
            }
            return failed > 0 || examples.Length == 0 ? 1 : 0;
        }
    }
}

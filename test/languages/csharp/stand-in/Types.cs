// A stand-in, for tests: see Deputy.cs.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Amazon.JSII.Runtime.Deputy;

namespace Amazon.JSII.Runtime
{
    /// <summary>The types that were generated, by jsii's names; and what jsii knows of a member.</summary>
    internal static class Types
    {
        private const BindingFlags Members =
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

        private static readonly Dictionary<string, Type> Proxies = new Dictionary<string, Type>();
        private static readonly Dictionary<string, Type> Declared = new Dictionary<string, Type>();

        internal static void Add(Assembly assembly)
        {
            foreach (var type in assembly.GetTypes())
            {
                var attribute = type.GetCustomAttribute<JsiiTypeAttribute>();
                if (attribute != null)
                {
                    (attribute is JsiiTypeProxyAttribute ? Proxies : Declared)[attribute.FullyQualifiedName] = type;
                }
            }
        }

        internal static Type Find(string fullyQualifiedName) =>
            Declared.TryGetValue(fullyQualifiedName, out var type)
                ? type
                : throw new InvalidOperationException($"{fullyQualifiedName} is in none of the assemblies loaded");

        /// <summary>What can be made of a reference to something of that type.</summary>
        internal static Type Instantiable(Type type) =>
            type.IsInterface || type.IsAbstract
                ? Proxies[type.GetCustomAttribute<JsiiTypeAttribute>().FullyQualifiedName]
                : type;

        /// <summary>The generated class that a class is, or extends; null where there is none.</summary>
        internal static JsiiClassAttribute ClassOf(Type type) =>
            type == null ? null : type.GetCustomAttribute<JsiiClassAttribute>() ?? ClassOf(type.BaseType);

        internal static string[] InterfacesOf(Type type) =>
            type.GetInterfaces()
                .Select(each => each.GetCustomAttribute<JsiiInterfaceAttribute>()?.FullyQualifiedName)
                .Where(name => name != null)
                .ToArray();

        /// <summary>A member that generated code calls by its name in C#.</summary>
        internal static T Attribute<T>(Type type, string name) where T : Attribute
        {
            for (var each = type; each != null; each = each.BaseType)
            {
                var attribute = each.GetMember(name, Members | BindingFlags.DeclaredOnly)
                    .Select(member => member.GetCustomAttribute<T>())
                    .FirstOrDefault(found => found != null);
                if (attribute != null)
                {
                    return attribute;
                }
            }
            throw new InvalidOperationException($"{type.FullName}.{name} has no {typeof(T).Name}");
        }

        /// <summary>Members of a user's class which jsii knows, but of which it does not have the code.</summary>
        internal static IEnumerable<(string Kind, string Name)> OverridesOf(Type type)
        {
            foreach (var method in type.GetMethods(Members))
            {
                if (method.GetCustomAttribute<JsiiMethodAttribute>(false) == null)
                {
                    var known = Known(type, method);
                    if (known != null)
                    {
                        yield return ("method", known.Name);
                    }
                }
            }
            foreach (var property in type.GetProperties(Members))
            {
                if (property.GetCustomAttribute<JsiiPropertyAttribute>(false) == null)
                {
                    var known = Known(type, property);
                    if (known != null)
                    {
                        yield return ("property", known.Name);
                    }
                }
            }
        }

        /// <summary>The method that jsii calls by that name.</summary>
        internal static MethodInfo MethodOf(Type type, string name) =>
            type.GetMethods(Members).First(method => Known(type, method)?.Name == name);

        /// <summary>The property that jsii reads and writes by that name.</summary>
        internal static PropertyInfo PropertyOf(Type type, string name) =>
            type.GetProperties(Members).First(property => Known(type, property)?.Name == name);

        internal static JsiiMethodAttribute Known(Type type, MethodInfo method) =>
            method.GetCustomAttribute<JsiiMethodAttribute>(true)
            ?? Implemented(type, method)
                .Select(each => each.GetCustomAttribute<JsiiMethodAttribute>())
                .FirstOrDefault(attribute => attribute != null);

        internal static JsiiPropertyAttribute Known(Type type, PropertyInfo property) =>
            property.GetCustomAttribute<JsiiPropertyAttribute>(true)
            ?? Implemented(type, property.GetMethod ?? property.SetMethod)
                .SelectMany(accessor => accessor.DeclaringType.GetProperties()
                    .Where(each => each.GetMethod == accessor || each.SetMethod == accessor))
                .Select(each => each.GetCustomAttribute<JsiiPropertyAttribute>())
                .FirstOrDefault(attribute => attribute != null);

        /// <summary>The methods of interfaces that a method is the code of.</summary>
        private static IEnumerable<MethodInfo> Implemented(Type type, MethodInfo method) =>
            type.GetInterfaces().Select(each => type.GetInterfaceMap(each)).SelectMany(map =>
                map.InterfaceMethods.Where((_, i) => map.TargetMethods[i] == method));
    }
}

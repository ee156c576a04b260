import first from "./demo/first.jpg";
import second from "./demo/second.jpg";

/** Two pictures of one drawn person, who does not exist: for a first try without photos. */
export async function demoPair(): Promise<[File, File]> {
  const file = async (address: string, name: string): Promise<File> => {
    const picture = await fetch(address);
    return new File([await picture.blob()], name, { type: "image/jpeg" });
  };
  return [await file(first, "drawn-person-1.jpg"), await file(second, "drawn-person-2.jpg")];
}
